"""Small mistakes, one at a time: each `Mutant` is a module as it stands with one thing changed.

A mistake that no test notices shows what the tests do not look at. Changed are comparisons and
conditions, arithmetic, numbers, texts, truth values, members of collections, alternatives of
regular expressions, keyword arguments, what is returned, and statements, which are left out.
Annotations, decorators and docstrings stay.

Our own, for mutmut leaves out whatever has a decorator, and so `open` of every back end, and the
rules of safety that are regular expressions; cosmic-ray changes the files of the checkout, and
takes a second for each mutant before the first test.
"""

import ast
import re
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from types import CodeType

Variant = tuple[str, ast.AST]  # what was done, and what stands there now

_LEFT_ALONE = {"annotation", "returns", "decorator_list"}
_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_ALTERNATIVE = re.compile(r"(?:^|(?<=[(|]))[^()|]+(?=[)|]|$)")


@dataclass(frozen=True, slots=True)
class Mutant:
    """`line` is the source line without its indentation, `number` counts from 1."""

    number: int
    line: str
    change: str
    code: CodeType


def mutants(source: str, path: str) -> Iterator[Mutant]:
    """All of them, in the order of the source."""
    tree, lines = ast.parse(source), source.splitlines()
    for node, put in list(_places(tree)):
        for change, variant in _variants(node):
            put(ast.fix_missing_locations(ast.copy_location(variant, node)))
            number = _line_of(node)
            code = compile(tree, path, "exec", dont_inherit=True)
            yield Mutant(number, lines[number - 1].strip(), change, code)
        put(node)


def _places(node: ast.AST) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None]]]:
    """Every node that may be changed, and how something else is put in its place."""
    for field, value in ast.iter_fields(node):
        if field in _LEFT_ALONE:
            continue
        if isinstance(value, ast.AST) and not _is_silent(value):
            yield value, lambda new, field=field: setattr(node, field, new)  # type: ignore[misc]
            yield from _places(value)
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, ast.AST) and not _is_silent(child):
                    yield child, lambda new, at=index, of=value: of.__setitem__(at, new)  # type: ignore[misc]
                    yield from _places(child)


def _line_of(node: ast.AST) -> int:
    return next(part.lineno for part in ast.walk(node) if isinstance(part, ast.stmt | ast.expr))


def _is_silent(node: ast.AST) -> bool:
    """A docstring, and what only a type checker reads."""
    match node:
        case (
            ast.Expr(value=ast.Constant())
            | ast.If(test=ast.Name(id="TYPE_CHECKING"))
            | ast.Call(func=ast.Name(id="TypeVar"))
            | ast.Subscript(value=ast.Name(id="Callable" | "Mapping"))
        ):
            return True
        case _:
            return False


def _variants(node: ast.AST) -> Iterator[Variant]:
    for kind, make in _MAKERS:
        if isinstance(node, kind):
            yield from make(node)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _name(operator: ast.AST) -> str:
    return type(operator).__name__


def _compare(node: ast.Compare) -> Iterator[Variant]:
    for index, operator in enumerate(node.ops):
        for other in _COMPARED[type(operator)]:
            operators = [*node.ops[:index], other(), *node.ops[index + 1 :]]
            yield f"{_name(operator)} → {_name(operators[index])}", _with(node, ops=operators)


def _both(node: ast.BoolOp) -> Iterator[Variant]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield f"{_name(node.op)} → {_name(other)}", _with(node, op=other)
    for index, value in enumerate(node.values):
        rest = [*node.values[:index], *node.values[index + 1 :]]
        yield f"without {ast.unparse(value)}", _with(node, values=rest) if rest[1:] else rest[0]


def _unary(node: ast.UnaryOp) -> Iterator[Variant]:
    yield f"without {_name(node.op)}", node.operand


def _binary(node: ast.BinOp | ast.AugAssign) -> Iterator[Variant]:
    other = _COMPUTED[type(node.op)]()
    yield f"{_name(node.op)} → {_name(other)}", _with(node, op=other)


def _constant(node: ast.Constant) -> Iterator[Variant]:
    match node.value:
        case bool(value):
            yield f"{value} → {not value}", ast.Constant(not value)
        case int(value) | float(value):
            yield f"{value} → {value + 1}", ast.Constant(value + 1)
        case str(value):
            yield f"{value!r} → {'XX' + value!r}", ast.Constant("XX" + value)
            yield from _alternatives(value)
        case _:
            return


def _alternatives(pattern: str) -> Iterator[Variant]:
    """A regular expression without one of the words between its bars."""
    for word in _ALTERNATIVE.finditer(pattern):
        before, after = pattern[: word.start()], pattern[word.end() :]
        if after.startswith("|"):
            yield f"without {word[0]}", ast.Constant(before + after[1:])
        elif before.endswith("|"):
            yield f"without {word[0]}", ast.Constant(before[:-1] + after)


def _members(node: ast.Tuple | ast.List | ast.Set) -> Iterator[Variant]:
    if isinstance(getattr(node, "ctx", None), ast.Store):
        return
    for index, member in enumerate(node.elts):
        rest = [*node.elts[:index], *node.elts[index + 1 :]]
        if rest:
            yield f"without {ast.unparse(member)}", _with(node, elts=rest)


def _entries(node: ast.Dict) -> Iterator[Variant]:
    for index, key in enumerate(node.keys):
        keys = [*node.keys[:index], *node.keys[index + 1 :]]
        values = [*node.values[:index], *node.values[index + 1 :]]
        yield f"without {ast.unparse(key) if key else '**'}", _with(node, keys=keys, values=values)


def _call(node: ast.Call) -> Iterator[Variant]:
    for index, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:index], *node.keywords[index + 1 :]]
        yield f"without {keyword.arg or '**'}=", _with(node, keywords=rest)


def _returned(node: ast.Return) -> Iterator[Variant]:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return → return None", ast.Return(ast.Constant(None))


def _condition(node: ast.If | ast.While | ast.IfExp) -> Iterator[Variant]:
    if isinstance(node.test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr | ast.Subscript):
        yield "if → if not", _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _filters(node: ast.comprehension) -> Iterator[Variant]:
    for index, condition in enumerate(node.ifs):
        rest = [*node.ifs[:index], *node.ifs[index + 1 :]]
        yield f"without if {ast.unparse(condition)}", _with(node, ifs=rest)


def _left_out(node: ast.stmt) -> Iterator[Variant]:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name | ast.Tuple):
        return
    yield "left out", ast.Pass()


def _leap(node: ast.Break | ast.Continue) -> Iterator[Variant]:
    other = ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    yield f"{_name(node)} → {_name(other)}", other


_MAKERS: tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[Variant]]], ...] = (
    (ast.Compare, _compare),
    (ast.BoolOp, _both),
    (ast.UnaryOp, _unary),
    ((ast.BinOp, ast.AugAssign), _binary),
    (ast.Constant, _constant),
    ((ast.Tuple, ast.List, ast.Set), _members),
    (ast.Dict, _entries),
    (ast.Call, _call),
    (ast.Return, _returned),
    ((ast.If, ast.While, ast.IfExp), _condition),
    (ast.comprehension, _filters),
    ((ast.Expr, ast.Raise, ast.AugAssign, ast.Assign), _left_out),
    ((ast.Break, ast.Continue), _leap),
)
