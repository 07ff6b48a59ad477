"""What is refused by name, with the advice that goes with it, as data in English and Chinese."""

from ..recording.base import Words
from .violation import Advice


def _advice(reason: str, reason_zh: str, hint: str, hint_zh: str) -> Advice:
    return Advice(reason=Words(en=reason, zh=reason_zh), hint=Words(en=hint, zh=hint_zh))


_FILES = _advice(
    "`{name}` reads or writes files, and there are none here.",
    "`{name}` 会读写文件，而这里没有文件。",
    "Make the data in the program, for example with `torch.tensor([...])` or `torch.randn(...)`.",
    "请在程序里直接构造数据，例如 `torch.tensor([...])` 或 `torch.randn(...)`。",
)
_CODE = _advice(
    "`{name}` runs code that is not in the program, so its steps could not be shown.",
    "`{name}` 会执行程序以外的代码，无法展示它的步骤。",
    "Write the code out in the program itself.",
    "请把代码直接写在程序里。",
)
_INPUT = _advice(
    "`{name}` waits for the keyboard, and nobody is there to type.",
    "`{name}` 会等待键盘输入，而这里没有人输入。",
    "Give the value in the program: `n = 3`.",
    "请在程序里直接写出这个值，例如 `n = 3`。",
)
_LEAVE = _advice(
    "`{name}` would end the interpreter.",
    "`{name}` 会结束解释器。",
    "Let the program run to its last line, or `raise` an exception.",
    "让程序运行到最后一行，或用 `raise` 抛出异常。",
)
_DEBUGGER = _advice(
    "`{name}` opens a debugger, and nobody is there to use it.",
    "`{name}` 会打开调试器，而这里没有人操作。",
    "Remove the line: every step can be walked through after the run.",
    "请删掉这一行：运行之后可以逐步查看每一步。",
)
_COMPILER = _advice(
    "`{name}` turns the program into other code, so that autograd's own steps cannot be seen.",
    "`{name}` 会把程序转换成另一种代码，这样就看不到 autograd 自己的步骤。",
    "Call the function or the module directly.",
    "请直接调用函数或模块。",
)
_PROCESSES = _advice(
    "`{name}` starts or talks to other processes or machines, and a program runs alone here.",
    "`{name}` 会启动其他进程或与其他机器通信，而这里的程序只在一个进程中运行。",
    "Run it in one process; example 14 shows data parallelism by hand.",
    "请在一个进程里运行；示例 14 展示了手写的数据并行。",
)
_INTERNAL = _advice(
    "`{name}` belongs to the inside of the library.",
    "`{name}` 属于库的内部实现。",
    "Use the public function of the same purpose.",
    "请使用功能相同的公开函数。",
)
_NOT_NEEDED = _advice(
    "`{name}` is not available here.",
    "这里不能使用 `{name}`。",
    "Leave it out, or write what you need of it in the program.",
    "请去掉它，或在程序里写出需要的部分。",
)
PLOTTING = _advice(
    "`{name}` draws pictures, and a program cannot open windows here.",
    "`{name}` 用来画图，而程序在这里不能打开窗口。",
    "Remove the import and the lines that use it: the graph and every value are drawn for you. `print` shows numbers.",
    "请删掉这个导入和使用它的代码：计算图和每个数值都会自动画出来；需要数字时用 `print`。",
)
_DATA_SETS = _advice(
    "`{name}` is not installed: its data sets and models would have to be downloaded.",
    "没有安装 `{name}`：它的数据集和模型需要下载。",
    "Make a small batch in the program: `torch.randn(8, 4)`.",
    "请在程序里生成一小批数据：`torch.randn(8, 4)`。",
)
_SYSTEM = _advice(
    "`{name}` reaches the operating system, and a program has no files, processes or network here.",
    "`{name}` 会访问操作系统，而程序在这里没有文件、进程和网络。",
    "Remove the import and the lines that use it.",
    "请删掉这个导入和使用它的代码。",
)
OTHER_IMPORT = _advice(
    "`{name}` cannot be imported here.",
    "这里不能导入 `{name}`。",
    "Available are torch, numpy and the standard modules of a course, such as math, random, collections and dataclasses.",
    "可以使用 torch、numpy，以及课程常用的标准模块，例如 math、random、collections、dataclasses。",
)
RELATIVE_IMPORT = _advice(
    "A relative import needs a package, and the program is a single text.",
    "相对导入需要包，而这里的程序只有一个文件。",
    "Put the code that you want to import into the program.",
    "请把要导入的代码直接写进程序。",
)

NAMES: dict[str, Advice] = {
    **dict.fromkeys(("eval", "exec", "compile", "__import__"), _CODE),
    "open": _FILES,
    "input": _INPUT,
    **dict.fromkeys(("exit", "quit"), _LEAVE),
    **dict.fromkeys(("breakpoint", "help"), _DEBUGGER),
}

# Attributes that lead from an object to the interpreter, whatever the object is.
ATTRIBUTES: dict[str, Advice] = {
    **dict.fromkeys(("ag_code", "ag_frame", "cr_code", "cr_frame", "gi_code", "gi_frame"), _INTERNAL),
    **dict.fromkeys(("f_back", "f_builtins", "f_code", "f_globals", "f_locals", "tb_frame", "tb_next"), _INTERNAL),
    **dict.fromkeys(("from_file", "fromfile", "tofile"), _FILES),
}

# Parts of the allowed libraries. A name here stands for everything below it too.
PARTS: dict[str, Advice] = {
    **dict.fromkeys(("torch.load", "torch.save", "torch.serialization", "torch.package"), _FILES),
    **dict.fromkeys(("torch.hub", "torch.utils.model_zoo"), _DATA_SETS),
    **dict.fromkeys(
        ("torch.compile", "torch.jit", "torch.export", "torch.onnx", "torch.fx", "torch.compiler"), _COMPILER
    ),
    **dict.fromkeys(
        ("torch.distributed", "torch.multiprocessing", "torch.nn.parallel.DistributedDataParallel"), _PROCESSES
    ),
    **dict.fromkeys(("torch.utils.cpp_extension", "torch.ops", "torch.classes", "torch.library"), _CODE),
    **dict.fromkeys(("torch.utils.tensorboard", "torch.utils.viz"), PLOTTING),
    **dict.fromkeys(("numpy.load", "numpy.save", "numpy.savez", "numpy.savez_compressed", "numpy.loadtxt"), _FILES),
    **dict.fromkeys(("numpy.savetxt", "numpy.genfromtxt", "numpy.memmap", "numpy.DataSource", "numpy.lib"), _FILES),
    **dict.fromkeys(("numpy.ctypeslib", "numpy.f2py", "numpy.distutils", "numpy.testing"), _NOT_NEEDED),
}
INTERNAL_PART = _INTERNAL

IMPORTS: dict[str, Advice] = {
    **dict.fromkeys(("matplotlib", "pylab", "seaborn", "plotly", "bokeh", "altair", "pyecharts", "IPython"), PLOTTING),
    **dict.fromkeys(("torchviz", "graphviz", "tensorboard", "tensorboardX", "visdom", "wandb", "PIL", "cv2"), PLOTTING),
    **dict.fromkeys(("hiddenlayer", "torchinfo", "torchsummary", "ipywidgets", "tqdm"), _NOT_NEEDED),
    **dict.fromkeys(
        ("torchvision", "torchaudio", "torchtext", "sklearn", "datasets", "transformers", "d2l"), _DATA_SETS
    ),
    **dict.fromkeys(
        ("os", "sys", "io", "pathlib", "shutil", "glob", "tempfile", "subprocess", "signal", "socket"), _SYSTEM
    ),
    **dict.fromkeys(
        ("ctypes", "mmap", "resource", "platform", "urllib", "http", "requests", "posix", "fcntl"), _SYSTEM
    ),
    **dict.fromkeys(("threading", "multiprocessing", "concurrent", "asyncio", "queue"), _PROCESSES),
    **dict.fromkeys(("importlib", "builtins", "inspect", "ast", "dis", "code", "runpy", "pickle", "marshal"), _CODE),
    "pdb": _DEBUGGER,
}

# Libraries import these for themselves, so that they can be reached as attributes: `torch.os`.
LEAKED_MODULES: dict[str, Advice] = {
    **dict.fromkeys(("os", "sys", "io", "subprocess", "socket", "shutil", "platform", "glob", "ctypes"), _SYSTEM),
    **dict.fromkeys(("builtins", "importlib", "inspect", "pickle", "linecache"), _CODE),
    "threading": _PROCESSES,
}
