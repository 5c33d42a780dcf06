"""Two of the demo's people, and what a student writes."""

import os

AMINA = {"email": "amina.wanjiru@students.example.edu", "password": "Quiet-Lantern-42"}
DAVID = {"email": "david.otieno@staff.example.edu", "password": "Marble-Orchard-55"}


def draft(subject):
    return {"request_id": os.urandom(16).hex(), "service": "technical-support", "name": "Amina", "registration_number": "BIT-2024-0417",
            "subject": subject, "message": "Please help.", "attachments": []}
