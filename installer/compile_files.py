"""Replaces every .py below a folder by a .pyc; run by the interpreter that the bundle is for.

In one process and in one order, because what is written depends a little on what was compiled before.
"""

import py_compile
import sys
from pathlib import Path


def compile_all(folder: Path) -> None:
    """Compile each file for itself, named by its path inside the folder; the source goes."""
    for source in sorted(folder.rglob("*.py")):
        # Python on Windows ends its lines otherwise, and a hash of the source is in what is written.
        source.write_bytes(source.read_bytes().replace(b"\r\n", b"\n"))
        py_compile.compile(
            str(source),
            cfile=str(source.with_suffix(".pyc")),
            dfile=source.relative_to(folder).as_posix(),
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        source.unlink()


if __name__ == "__main__":
    compile_all(Path(sys.argv[1]))
