"""Every benchmark of this folder, one after the other: `python tests/benchmarks [--smoke]`.

A benchmark is a script that takes `--smoke`, which makes it small and any result good.
"""

import subprocess
import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Run them all with the same arguments; exit status 1 if one fails."""
    failed = []
    for path in sorted(Path(__file__).parent.glob("[!_]*.py")):
        if '"--smoke"' in path.read_text(encoding="utf-8"):
            print(f"\n{path.name}", flush=True)
            if subprocess.run([sys.executable, path, *arguments], check=False).returncode:
                failed.append(path.name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
