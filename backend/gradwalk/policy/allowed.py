"""What a program may use, as data: syntax, modules, names and attributes."""

import ast

NODES: frozenset[type[ast.AST]] = frozenset(
    {
        *(ast.Module, ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.arguments, ast.arg, ast.keyword, ast.Return),
        *(ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Delete, ast.NamedExpr, ast.Global, ast.Nonlocal),
        *(ast.For, ast.While, ast.Break, ast.Continue, ast.If, ast.IfExp, ast.Pass, ast.Assert, ast.Expr),
        *(ast.With, ast.withitem, ast.Raise, ast.Try, ast.TryStar, ast.ExceptHandler),
        *(ast.Import, ast.ImportFrom, ast.alias, ast.Yield, ast.YieldFrom),
        *(ast.Match, ast.match_case, ast.MatchValue, ast.MatchSingleton, ast.MatchSequence, ast.MatchMapping),
        *(ast.MatchClass, ast.MatchStar, ast.MatchAs, ast.MatchOr),
        *(ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Starred, ast.Call, ast.Constant),
        *(ast.JoinedStr, ast.FormattedValue, ast.List, ast.Tuple, ast.Set, ast.Dict),
        *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension),
        *(ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Load, ast.Store, ast.Del),
        *ast.boolop.__subclasses__(),
        *ast.operator.__subclasses__(),
        *ast.unaryop.__subclasses__(),
        *ast.cmpop.__subclasses__(),
    }
)

STANDARD_MODULES: frozenset[str] = frozenset(
    {
        *("__future__", "abc", "array", "bisect", "calendar", "cmath", "collections", "contextlib", "copy"),
        *("dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "gc", "heapq", "itertools", "json"),
        *("math", "numbers", "operator", "pprint", "random", "re", "statistics", "string", "textwrap", "time"),
        *("timeit", "traceback", "types", "typing", "typing_extensions", "warnings", "weakref"),
    }
)
NUMPY_MODULES: frozenset[str] = frozenset({"numpy", "numpy.fft", "numpy.linalg", "numpy.random", "numpy.typing"})
TORCH_MODULES: frozenset[str] = frozenset(
    {
        *("torch", "torch.amp", "torch.autograd", "torch.backends", "torch.cuda", "torch.distributions", "torch.fft"),
        *("torch.func", "torch.futures", "torch.linalg", "torch.masked", "torch.nested", "torch.nn", "torch.optim"),
        *("torch.overrides", "torch.random", "torch.return_types", "torch.sparse", "torch.special", "torch.testing"),
        *("torch.types", "torch.utils", "torch.utils.checkpoint", "torch.utils.data", "torch.version"),
    }
)
# Of these, every submodule too; of the others in the tables above, only what is named there.
PACKAGES: frozenset[str] = frozenset(
    {
        *("collections", "json", "numpy.random"),
        *("torch.amp", "torch.autograd", "torch.backends", "torch.cuda", "torch.distributions", "torch.masked"),
        *("torch.nn", "torch.optim", "torch.utils.data"),
    }
)
MODULES: frozenset[str] = STANDARD_MODULES | NUMPY_MODULES | TORCH_MODULES

# Dunder attributes that only tell what something is.
DUNDERS_TO_READ: frozenset[str] = frozenset(
    {
        *("__annotations__", "__class__", "__dict__", "__doc__", "__name__", "__qualname__", "__version__"),
        *("__members__", "__slots__", "__dataclass_fields__", "__match_args__"),
    }
)
# Python's data model: what operators call. A program may call these by name, to see what an operator does.
DUNDERS_OF_OPERATORS: frozenset[str] = frozenset(
    {
        *("__abs__", "__add__", "__and__", "__bool__", "__call__", "__contains__", "__delitem__", "__divmod__"),
        *("__enter__", "__eq__", "__exit__", "__float__", "__floordiv__", "__format__", "__ge__", "__getitem__"),
        *("__gt__", "__hash__", "__iadd__", "__iand__", "__ifloordiv__", "__ilshift__", "__imatmul__", "__imod__"),
        *("__imul__", "__index__", "__int__", "__invert__", "__ior__", "__ipow__", "__irshift__", "__isub__"),
        *("__iter__", "__itruediv__", "__ixor__", "__le__", "__len__", "__lshift__", "__lt__", "__matmul__"),
        *("__mod__", "__mul__", "__ne__", "__neg__", "__next__", "__or__", "__pos__", "__pow__", "__radd__"),
        *("__rand__", "__rdivmod__", "__repr__", "__reversed__", "__rfloordiv__", "__rlshift__", "__rmatmul__"),
        *("__rmod__", "__rmul__", "__ror__", "__round__", "__rpow__", "__rrshift__", "__rshift__", "__rsub__"),
        *("__rtruediv__", "__rxor__", "__setitem__", "__str__", "__sub__", "__truediv__", "__xor__"),
    }
)
# What a class's own methods may reach on self, cls and super().
DUNDERS_OF_ONESELF: frozenset[str] = frozenset(
    {
        *("__del__", "__delattr__", "__dir__", "__getattr__", "__getstate__", "__init__", "__init_subclass__"),
        *("__instancecheck__", "__missing__", "__new__", "__post_init__", "__set_name__", "__setattr__"),
        *("__setstate__", "__subclasscheck__", "__torch_function__"),
    }
)
DUNDER_NAMES: frozenset[str] = frozenset(
    {"__name__", "__doc__", "__debug__", "__class__", "__annotations__", "__all__", "__author__", "__version__"}
)
