"""`python -m bench generate N | run N | all N…`: makes an archive and times its requests.

`index N` builds the search index of an archive anew, `profile N --only NAME` says where the time
of a request goes. `hubs N` edits, merges and un-merges two persons with N statements each;
`tables N` tries to import a table of N rows; `away N` takes the whole list of an archive away
(`--only` a format). `multiply N --times 10` makes an archive of ten copies of that of N entries,
which is quicker than to make so many anew; `index` is for it afterwards.
Without `--dir`, the archives are made in the folder for temporary files.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent


def main() -> None:
    """Read the arguments, set the environment of the archive up, and do what is asked."""
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what",
        choices=[
            "generate",
            "multiply",
            "index",
            "run",
            "all",
            "profile",
            "hubs",
            "tables",
            "away",
        ],
    )
    parser.add_argument("size", type=int, nargs="+", help="entries, such as 1000 or 100000")
    parser.add_argument("--dir", type=Path, help="keep the archives here and use them again")
    parser.add_argument("--runs", type=int, default=25, help="requests a figure (at least 21)")
    parser.add_argument("--times", type=int, default=10, help="copies to make")
    parser.add_argument("--only", default="", help="cases whose name holds this text")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args()
    if len(options.size) > 1 or options.what == "all":
        sys.exit(_each_apart(options))
    apart = options.what in {"hubs", "tables"}
    name = f"{options.what}-{options.size[0]}" if apart else str(options.size[0])
    folder = (options.dir or Path(tempfile.gettempdir()) / "slovo-bench") / name
    _set_environment(folder)
    _do(options, folder)


def _set_environment(folder: Path) -> None:
    """Give the archive a folder of its own, and the settings of a public server."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("MEDIA_ROOT", "SEARCH_INDEX_DIR", "STATIC_ROOT", "SLOVO_DEMO", "BEHIND_TLS"):
        os.environ.pop(name, None)
    os.environ |= {
        "DATA_DIR": str(folder),
        "SECRET_KEY": "a-key-for-the-benchmark-that-signs-nothing-of-worth",
        "DEBUG": "0",
        "LOG_LEVEL": "WARNING",
        "ALLOWED_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "archive.settings",
    }
    sys.path.insert(0, str(BASE))


def _do(options: argparse.Namespace, folder: Path) -> None:
    """Do one thing with one archive."""
    import django

    django.setup()
    if options.what == "generate":
        from bench.generate import generate
        from bench.run import rebuild

        generate(options.size[0], BASE / "fixtures")
        rebuild(folder)
        return
    if options.what == "multiply":
        from bench.multiply import multiply

        size = options.size[0]
        multiply(size, options.times, folder, folder.parent / str(size * options.times))
        return
    if options.what == "hubs":
        from bench import hubs

        hubs.run(options.size[0], options.json)
        return
    if options.what == "tables":
        from bench import tables

        tables.run(options.size[0], options.json, options.only)
        return
    if options.what == "away":
        from bench import away

        away.run(options.only)
        return
    from bench import run

    if options.what == "index":
        run.rebuild(folder)
    elif options.what == "profile":
        run.profile(options.size[0], options.only, options.runs)
    else:
        run.run(options.size[0], folder, options.runs, options.only, options.json)


def _each_apart(options: argparse.Namespace) -> int:
    """Do it for each size in a process of its own, so that memory and caches are its own."""
    import subprocess

    steps = ["generate", "run"] if options.what == "all" else [options.what]
    for size in options.size:
        for step in steps:
            command = [sys.executable, "-m", "bench", step, str(size), "--runs", str(options.runs)]
            command += ["--dir", str(options.dir)] if options.dir else []
            command += ["--only", options.only] if options.only else []
            if options.json and step == "run":
                command += ["--json", str(options.json.with_stem(f"{options.json.stem}-{size}"))]
            if step == "generate" and _is_made(options.dir, size):
                continue
            code = subprocess.run(command, cwd=BASE, check=False).returncode
            if code:
                return code
    return 0


def _is_made(folder: Path | None, size: int) -> bool:
    """Tell whether an archive of this size is there from an earlier time."""
    return folder is not None and (folder / str(size) / "made.json").is_file()


if __name__ == "__main__":
    main()
