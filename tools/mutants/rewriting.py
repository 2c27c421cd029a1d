"""Rewrites permission checks while Python imports them, so that each can be switched off by its id."""

import ast
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.console import ROOT

PACKAGE = "dealmecca"
REFUSALS = {"PermissionDenied", "HttpError"}
ASKS = ("can_", "may_", "_may_", "allows")  # functions whose answer is a permission


class Checks(ast.NodeTransformer):
    """Finds the checks of one file, names them "file:line what", and routes each through tools.mutants.switches."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[str] = []
        self._function = ""

    def _named(self, node: ast.AST, what: str) -> ast.Constant:
        self.found.append(f"{self.name}:{node.lineno} {what}")  # type: ignore[attr-defined]
        return ast.Constant(self.found[-1])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        outer, self._function = self._function, node.name
        self.generic_visit(node)
        self._function = outer
        return node

    def visit_Call(self, node: ast.Call) -> Any:
        """`require(allowed, …)`, and `rows.visible_to(viewer)`."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "require" and node.args:
            node.args[0] = _switch("condition", self._named(node, "require"), node.args[0])
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "visible_to":
            return _switch("scope", self._named(node, "visible_to"), node.func.value, node)
        return node

    def visit_If(self, node: ast.If) -> Any:
        """`if …: raise PermissionDenied`, and in the API's doors `if …: return None`."""
        self.generic_visit(node)
        if any(isinstance(line, ast.Raise) and _raises(line) in REFUSALS for line in node.body):
            node.test = _switch("refusal", self._named(node, "refuses"), node.test)
        elif self.name.endswith("api_access.py") and ast.unparse(node.body[-1]) == "return None":
            node.test = _switch("refusal", self._named(node, "lets nobody in"), node.test)
        return node

    def visit_Return(self, node: ast.Return) -> Any:
        """What `can_…` answers, and what `visible_to` leaves of the rows."""
        self.generic_visit(node)
        if node.value is None or isinstance(node.value, ast.Constant):
            return node
        if self._function.startswith(ASKS):
            node.value = _switch("condition", self._named(node, self._function), node.value)
        elif self._function == "visible_to":
            node.value = _switch(
                "scope", self._named(node, "what is visible"), ast.Name("self", ast.Load()), node.value
            )
        return node


def _switch(kind: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name("_switches", ast.Load()), kind, ast.Load()), list(arguments), [])


def _raises(line: ast.Raise) -> str:
    error = line.exc.func if isinstance(line.exc, ast.Call) else line.exc
    return error.id if isinstance(error, ast.Name) else ""


def rewritten(source: bytes | str, path: str) -> tuple[ast.Module, list[str]]:
    """The file's code with its switches, and their ids."""
    tree = ast.parse(source)
    checks = Checks(str(Path(path).resolve().relative_to(ROOT)))
    checks.visit(tree)
    if checks.found:
        after = sum(isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) for node in tree.body[:1])
        after += sum(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
        tree.body.insert(after, ast.ImportFrom("tools.mutants", [ast.alias("switches", "_switches")], 0))
    return ast.fix_missing_locations(tree), checks.found


class _Loader(SourceFileLoader):
    def path_stats(self, path: str) -> Any:
        raise OSError("no cache: the code is rewritten")

    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> Any:  # type: ignore[override]
        tree, found = rewritten(data, path)
        all_checks.extend(found)
        return compile(tree, path, "exec", dont_inherit=True, optimize=_optimize)


class _Finder(MetaPathFinder):
    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name.partition(".")[0] != PACKAGE or ".migrations" in name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.origin and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.origin)
        return spec


all_checks: list[str] = []


def install() -> None:
    """From now on our modules are imported with switches. Raises RuntimeError when one was imported before."""
    if any(name.partition(".")[0] == PACKAGE for name in sys.modules):
        raise RuntimeError("dealmecca was imported before its checks could be rewritten")
    sys.meta_path.insert(0, _Finder())
