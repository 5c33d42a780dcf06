"""docs/performance.md: its tables are written from docs/performance.json, where the newest run of each kind is kept."""
import json
import os
import re
import time

from desk import ROOT

PAGE, KEPT = ROOT / "docs/performance.md", ROOT / "docs/performance.json"
COLUMNS = (("requests/s", "rate", ",.0f"), ("p50 ms", "p50", ".2f"), ("p99 ms", "p99", ".1f"), ("CPU ms", "cpu", ".3f"), ("DB ms", "database", ".3f"),
           ("of bare", "bare", ".2f"), ("of database or hash alone", "store", ".2f"), ("failed", "failures", "d"))


def keep(kind, rows, notes):
    """`kind`: such as "SQLite, 10,000 tickets". `rows`: (name, connections, figures of desk.load and beside). Rows that were not
    measured this time stay, and so do those of ours of which requests were refused."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    before = {(row["name"], row["connections"]): row for row in kept.get(kind, {}).get("rows", ())}
    for name, connections, figures in rows:
        if figures["failures"] and not name.startswith("Fossil"):
            continue
        before[name, connections] = {"name": name, "connections": connections, **{key: round(value, 3) for key, value in figures.items()}}
    kept[kind] = {"date": time.strftime("%Y-%m-%d"), "cores": os.cpu_count(), "notes": notes, "rows": list(before.values())}
    in_order = sorted(kept.items(), key=lambda item: ("SQLite" not in item[0], int(re.sub(r"\D", "", item[0]))))
    KEPT.write_text("{\n" + ",\n".join(f"{json.dumps(kind)}: {one_row_a_line(run)}" for kind, run in in_order) + "\n}\n")
    write()


def one_row_a_line(run):
    rows = ",\n  ".join(json.dumps(row) for row in run["rows"])
    return json.dumps({**run, "rows": []})[:-2] + "\n  " + rows + "]}"


def write():
    kept = json.loads(KEPT.read_text())
    tables = "\n\n".join(table(kind, run) for kind, run in kept.items())
    page = PAGE.read_text()
    PAGE.write_text(re.sub(r"(<!-- figures -->\n).*?(\n<!-- end of figures -->)", lambda mark: mark[1] + tables + mark[2], page, flags=re.DOTALL))


def table(kind, run):
    rows = [row for row in run["rows"] if row["connections"] == 16 or row["name"] == "create"]
    columns = [column for column in COLUMNS if any(row.get(column[1]) for row in rows)]
    lines = [f"### {kind}", "", f"{run['date']}, {run['cores']} cores. {run['notes']}", "",
             "| work | c | " + " | ".join(title for title, *_ in columns) + " |", "|---|" + "--:|" * (len(columns) + 1)]
    for row in rows:
        cells = [format(row[key], form) if row.get(key) else "" for _, key, form in columns]
        lines.append(f"| {row['name']} | {row['connections']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
