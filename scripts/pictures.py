#!/usr/bin/env python3
"""Draws the pictures of docs/ anew: icons.png, report.png and report-dark.png. Needs chromium, and a build of Fleet.Sim in Release."""
import json
import pathlib
import subprocess
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIM = ROOT / "src/Fleet.Sim/bin/Release/net10.0/fleet-sim.dll"
DEMO = ["dotnet", str(SIM), "demo", "--clients", "2000", "--duration", "60s"]

SHEET = """<!doctype html><meta charset=utf-8><style>
body{margin:0;font:15px/1.2 system-ui,sans-serif}
section{padding:18px 24px 22px;background:#fff;color:#1b2430}
section.dark{background:#1e1e1e;color:#e4e9f0}
table{border-collapse:separate;border-spacing:0 6px}
th{font-weight:600;text-align:left;padding:0 10px 0 0;white-space:nowrap;vertical-align:bottom}
th.group{text-align:center;padding:0 0 2px;border-bottom:2px solid #8c959f}
th.of{font-weight:400;font-size:13px;text-align:center;padding:2px 0}
th.gap{border:0;width:18px;padding:0}
th.column{padding:0 9px;font-weight:400;font-size:13px}
th.column span{writing-mode:vertical-rl;transform:rotate(180deg);display:inline-block}
td{padding:0 9px;text-align:center;vertical-align:middle}
svg{display:block;margin:auto}
.big svg{width:32px;height:32px}.small svg{width:16px;height:16px}.grey svg{filter:grayscale(1)}
tr.first>*{padding-top:14px}
th.row{vertical-align:middle;font-weight:400}
</style>"""

SCANS = {"enabled": "Real-time Scan enabled", "disabled": "disabled", "stopped": "stopped"}
LINKS = {None: "", "not-used": "", "connected": ", link", "disconnected": ", link cut"}


def blocks(icons):
    """The columns, in groups as the catalogue has them: (heading, what it is of, [(label, predicate)])."""
    for scan, name in SCANS.items():
        columns = []
        for icon in icons:
            if (icon["connection"], icon["scanMethod"], icon["realTimeScan"]) == ("online", "conventional", scan):
                columns.append((icon["pattern"].replace("up-to-date", "current") + LINKS[icon["smartProtection"]], icon))
        yield "conventional scan", name, columns
    for link in ("connected", "disconnected"):
        columns = [(SCANS[i["realTimeScan"]].removeprefix("Real-time Scan "), i) for i in icons
                   if (i["connection"], i["scanMethod"], i["smartProtection"]) == ("online", "smart", link)]
        yield "smart scan", "link" if link == "connected" else "link cut", columns


def sheet(icons, drawings):
    """One page with all icons: three sizes and greys, on light and on dark."""
    groups = list(blocks(icons))
    gap = "<th class=gap></th>"
    spans = [("conventional scan", sum(len(c) for m, _, c in groups if m == "conventional scan") + 2), ("smart scan", 7)]
    head = "<tr><th></th>" + gap.join(f"<th class=group colspan={span}>{name}</th>" for name, span in spans) + "</tr>"
    head += "<tr><th></th>" + gap.join(f"<th class=of colspan={len(columns)}>{name}</th>" for _, name, columns in groups) + "</tr>"
    head += "<tr><th></th>" + gap.join("".join(f"<th class=column><span>{label}</span></th>" for label, _ in columns) for _, _, columns in groups) + "</tr>"
    rows = ""
    for kind, note in (("big", ""), ("small", ", 16 px"), ("small grey", ", grey")):
        for at, connection in enumerate(("online", "offline", "roaming")):
            cells = gap.join("".join(f"<td>{drawings[same(icons, icon, connection)]}</td>" for _, icon in columns) for _, _, columns in groups)
            rows += f"<tr class='{kind}{' first' if at == 0 else ''}'><th class=row>{connection}{note}</th>{cells}</tr>"
    table = f"<table>{head}{rows}</table>"
    return f"{SHEET}<section>{table}</section><section class=dark>{table}</section>"


def same(icons, icon, connection):
    """The icon that differs from this one by its connection alone."""
    facts = ("scanMethod", "pattern", "realTimeScan", "smartProtection")
    return next(i["name"] for i in icons if i["connection"] == connection and all(i[f] == icon[f] for f in facts))


def shoot(page, target, width, height, dark=False):
    look = ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *look,
                    f"--window-size={width},{height}", f"--screenshot={target}", f"file://{page}"], check=True, capture_output=True, timeout=120)


def main():
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "report.html"
        demo = subprocess.Popen([*DEMO, "--html", str(page)], stdout=subprocess.PIPE, text=True)
        for line in demo.stdout:
            print(line, end="")
            if line.startswith("the host serves "):
                api = line.split()[3].rstrip("/")
                icons = json.load(urllib.request.urlopen(f"{api}/v1/icons"))
                drawings = {i["name"]: urllib.request.urlopen(f"{api}/v1/icons/{i['name']}.svg").read().decode() for i in icons}
        if demo.wait() != 0:
            raise SystemExit(f"the demo ended with exit code {demo.returncode}")
        icons_page = pathlib.Path(folder) / "icons.html"
        icons_page.write_text(sheet(icons, drawings), encoding="utf-8")
        shoot(icons_page, ROOT / "docs/icons.png", 1184, 1052)
        shoot(page, ROOT / "docs/report.png", 1600, 1400)
        shoot(page, ROOT / "docs/report-dark.png", 1600, 1400, dark=True)


if __name__ == "__main__":
    main()
