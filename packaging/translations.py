"""Gathers the texts of the window into ui/resources/languages/*.ts and compiles these to .qm.

Texts are found in Python's own syntax tree, since lupdate's reader of Python leaves out, without
a word, every call that has a keyword. lupdate is then given the calls in C++, which it reads well,
and does what it is good at: merging, plural forms of each language, likeness of changed texts.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

TOP = Path(__file__).resolve().parents[1]
LANGUAGES = TOP / "ui" / "resources" / "languages"
MARKS = ("translate", "later")  # of ui.text
READS_THEM = TOP / "ui" / "text.py"  # the one place where a text is no literal


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """What a translator gets to see, and together the key of a translation."""

    context: str
    source: str
    comment: str = ""

    @property
    def counts(self) -> bool:
        """Whether it has forms for one and for several."""
        return "%n" in self.source


def texts(folder: Path = TOP / "ui") -> set[Text]:
    """Every text that is marked for translation. Raises SystemExit for one that is no literal."""
    return {text for path in sorted(folder.rglob("*.py")) for text in _texts_in(path)}


def _texts_in(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in MARKS:
            continue
        constants = [each.value for each in node.args if isinstance(each, ast.Constant)]
        words = [each for each in constants if isinstance(each, str)]
        if len(words) == len(node.args) >= 2:
            yield Text(*words)
        elif path != READS_THEM:
            raise SystemExit(f"{path}:{node.lineno}: only literals can be translated.")


def translated(file: Path) -> dict[Text, tuple[str, ...]]:
    """The finished translations in a .ts file: one form, or those of the language's numbers."""
    return {text: forms for text, forms in _messages(file) if forms}


def missing(file: Path) -> list[Text]:
    return sorted(text for text, forms in _messages(file) if not forms)


def _messages(file: Path) -> Iterator[tuple[Text, tuple[str, ...]]]:
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            said = message.find("translation")
            forms: tuple[str, ...] = ()
            if said is not None and said.get("type") is None:
                several = [form.text or "" for form in said.iter("numerusform")]
                forms = tuple(several or [said.text or ""])
            words = (message.findtext(part, "") for part in ("source", "comment"))
            yield Text(context.findtext("name", ""), *words), forms if all(forms) else ()


def update(file: Path) -> None:
    """New texts come in, changed ones keep their likeness as a suggestion, old ones go."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "texts.cpp"
        source.write_text("".join(map(_in_cpp, sorted(texts()))))
        _run("lupdate", "-silent", "-no-obsolete", "-sort-messages", "-locations", "none",
             "-source-language", "en", "-target-language", file.stem, str(source),
             "-ts", str(file))  # fmt: skip


def compile_to(file: Path, target: Path) -> None:
    _run("lrelease", "-silent", str(file), "-qm", str(target))


def _in_cpp(text: Text) -> str:
    words = ", ".join(map(_quoted, (text.context, text.source, text.comment)))
    return f"QCoreApplication::translate({words}{', 0' if text.counts else ''});\n"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _run(tool: str, *words: str) -> None:
    program = Path(sys.executable).with_name(f"pyside6-{tool}")
    done = subprocess.run([program, *words], check=False)
    if done.returncode:
        raise SystemExit(f"{tool} failed. Where a library is missing: apt install libgssapi-krb5-2")


def main(new: list[str]) -> int:
    LANGUAGES.mkdir(exist_ok=True)
    files = {*LANGUAGES.glob("*.ts"), *(LANGUAGES / f"{name}.ts" for name in new)}
    for file in sorted(files):
        update(file)
        compile_to(file, file.with_suffix(".qm"))
        lacks = missing(file)
        print(f"{file.relative_to(TOP)}: {len(translated(file))} texts, {len(lacks)} missing")
        for text in lacks:
            print(f"    {text.context}: {text.source}  [{text.comment}]")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
