"""Shells complete the verbs and options of the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from .conftest import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(run: Run, shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_CONTRECOUP_COMPLETE" in result.stdout
    if shutil.which(shell):
        checked = subprocess.run([shell, "-n"], input=result.stdout, text=True, check=False)
        assert checked.returncode == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [("contrecoup ex", "export"), ("contrecoup export case --net", "--network")],
)
def test_verbs_and_options_are_completed(words: str, expected: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from contrecoup.cli import main; main(prog_name='contrecoup')"],
        env={
            **os.environ,
            "_CONTRECOUP_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"plain,{expected}" in done.stdout.splitlines()


def test_another_shell_is_refused(run: Run) -> None:
    assert run("completion", "csh").exit_code == 2
