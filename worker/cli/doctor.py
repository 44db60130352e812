"""`slugline doctor`: the red and green list."""

import typer
from rich.text import Text

from worker.cli.output import DEGRADED, FAILED, console, print_json
from worker.diagnosis import Finding, examine
from worker.lifecycle import borrowed
from worker.logs.scrub import HIDDEN, names_a_secret
from worker.reading.show import clean
from worker.settings import Settings, load_settings, mask_url
from worker.toolbox import no_send, open_web
from worker.toolbox.web import explain

doctor = typer.Typer(add_completion=False)
COMMANDS = {"doctor": doctor}


@doctor.callback(invoke_without_command=True, epilog="Examples: slugline doctor\n\nslugline doctor guard http://127.1/")
def examination(
    ctx: typer.Context, as_json: bool = typer.Option(False, "--json", help="One JSON object a finding.")
) -> None:
    """Examine this installation; exit code 3 when anything is red."""
    if ctx.invoked_subcommand:
        return
    settings = load_settings()
    with borrowed(settings, no_send) as tools:
        findings = list(examine(tools))
    if as_json:
        print_json([finding.as_row() for finding in findings])
    else:
        _print(findings, settings)
    if not all(finding.good for finding in findings):
        raise typer.Exit(DEGRADED)


def _print(findings: list[Finding], settings: Settings) -> None:
    out = console()
    for finding in findings:
        mark, style = ("✓", "green") if finding.good else ("✗", "bold red")
        fix = f"\n    Fix: {finding.fix}" if finding.fix else ""
        out.print(Text(f"{mark} {finding.check:14} {clean(finding.seen)}", style=style) + Text(fix))
    out.print(Text("\nSettings", style="bold"))
    for name, value in settings.model_dump().items():
        shown = mask_url(value) if name.endswith("_url") else HIDDEN if value and names_a_secret(name) else value
        out.print(Text(f"  SLUGLINE_{name.upper()} = {clean(shown)}", style="dim"))


@doctor.command(epilog="Example: slugline doctor guard http://[::ffff:127.0.0.1]/")
def guard(url: str = typer.Argument(metavar="URL")) -> None:
    """Show how the private-address guard sees a URL: resolve → class → verdict."""
    settings = load_settings()
    open_web(settings).close()  # refuses allow rules that cannot be read
    verdict = explain(url, settings.allow_hosts)
    for line in verdict.lines:
        console().print(Text(clean(line)))
    if not verdict.allowed:
        raise typer.Exit(FAILED)
