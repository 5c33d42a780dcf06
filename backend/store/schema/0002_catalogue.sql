-- The departments, groups and services a new installation starts with.

INSERT INTO department (id, name, position) VALUES
    ('it', 'IT', 1),
    ('admissions', 'Admissions', 2),
    ('finance', 'Finance', 3);

INSERT INTO service_group (id, department, name, description, position) VALUES
    ('ict', 'it', 'ICT services', 'Wi-Fi, e-mail, the student portal and everything technical.', 1),
    ('e-learning', 'it', 'E-learning (Kusoma) and digital school services', 'Kusoma accounts, courses, the digital library and learning resources.', 2),
    ('admissions', 'admissions', 'Admissions', 'Applying to the university and questions about your place.', 1),
    ('finance', 'finance', 'Finance', 'Fees, payments, refunds and banking.', 1);

INSERT INTO service (id, service_group, name, position) VALUES
    ('technical-support', 'ict', 'Technical Support', 1),
    ('eduroam-and-network-services', 'ict', 'Eduroam and Network Services', 2),
    ('student-portal', 'ict', 'Student Portal', 3),
    ('learning-management-system', 'ict', 'Learning Management System (LMS)', 4),
    ('email-configuration', 'ict', 'Email Configuration', 5),
    ('security-services', 'ict', 'Security Services', 6),
    ('kusoma-account-setup', 'e-learning', 'Kusoma Account Setup', 1),
    ('password-reset', 'e-learning', 'Password Reset', 2),
    ('course-access', 'e-learning', 'Course Access', 3),
    ('digital-library', 'e-learning', 'Digital Library', 4),
    ('learning-resources', 'e-learning', 'Learning Resources', 5),
    ('undergraduate-admissions', 'admissions', 'Undergraduate Admissions', 1),
    ('postgraduate-admissions', 'admissions', 'Postgraduate Admissions', 2),
    ('student-finance-and-banking', 'finance', 'Student Finance and Banking', 1);
