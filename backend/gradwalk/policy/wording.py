"""The rest of what the policy says: text, syntax, notebooks and constructs, in English and Chinese."""

from ..recording.base import Words
from .violation import Advice

TOO_LONG = Advice(
    reason=Words(
        en="The program is {size} bytes long; at most {limit} are run.",
        zh="程序有 {size} 字节，最多只能运行 {limit} 字节。",
    ),
    hint=Words(en="Keep only the part whose graph you want to see.", zh="请只保留想查看其计算图的部分。"),
)
NOT_TEXT = Advice(
    reason=Words(
        en="The character U+{code:04X} cannot stand in a Python program.", zh="Python 程序里不能出现字符 U+{code:04X}。"
    ),
    hint=Words(en="Delete it; it may be invisible.", zh="请删除它；它可能是看不见的字符。"),
)
SYNTAX = Advice(
    reason=Words(en="Python cannot read this: {name}", zh="Python 无法解析这里：{name}"),
    hint=Words(
        en="Correct this place first. Python stopped reading here, so there may be more below.",
        zh="请先改正这里。Python 读到这里就停下了，后面可能还有问题。",
    ),
)
MISTYPED = Advice(
    reason=SYNTAX.reason,
    hint=Words(
        en="This is not the character that Python knows; type `{twin}`.",
        zh="Python 不认识这个字符（例如全角标点）；请切换到英文输入法，改用 `{twin}`。",
    ),
)
HIDDEN = Advice(
    reason=SYNTAX.reason,
    hint=Words(
        en="The character cannot be seen; it often comes along when text is copied. Type an ordinary space in its place.",
        zh="这个字符是看不见的，常常在复制文本时带进来；请在这里改成普通的空格。",
    ),
)
NESTING = Advice(
    reason=Words(
        en="Expressions or blocks are nested more than {limit} deep.", zh="表达式或代码块的嵌套超过了 {limit} 层。"
    ),
    hint=Words(en="Split it into several statements.", zh="请拆成几条语句。"),
)
CONSTRUCT = Advice(
    reason=Words(en="`{name}` is not supported here.", zh="这里不支持 `{name}`。"),
    hint=Words(en="Write it with ordinary functions and loops.", zh="请用普通的函数和循环来写。"),
)
ASYNC = Advice(
    reason=Words(en="`async` and `await` are not supported here.", zh="这里不支持 `async` 和 `await`。"),
    hint=Words(en="Write an ordinary `def` and call it.", zh="请写普通的 `def` 函数并直接调用。"),
)
MAGIC = Advice(
    reason=Words(
        en="`{name}` is a command of IPython notebooks, not Python.",
        zh="`{name}` 是 IPython 笔记本的命令，不是 Python 代码。",
    ),
    hint=Words(en="Delete the line.", zh="请删掉这一行。"),
)
SHELL = Advice(
    reason=Words(
        en="`{name}` is a shell command of a notebook, not Python.",
        zh="`{name}` 是笔记本里的命令行命令，不是 Python 代码。",
    ),
    hint=Words(
        en="Delete the line: torch and numpy are installed, and nothing else can be.",
        zh="请删掉这一行：torch 和 numpy 已经装好，其他的包不能安装。",
    ),
)
PROMPT = Advice(
    reason=Words(en="`{name}` is the prompt of an interactive session.", zh="`{name}` 是交互式会话的提示符。"),
    hint=Words(
        en="Keep only what comes after the prompt, and delete the lines of output.",
        zh="请只保留提示符后面的代码，并删掉输出的内容。",
    ),
)
HELP_MARK = Advice(
    reason=Words(
        en="`{name}` asks a notebook for help; it is not Python.",
        zh="`{name}` 是笔记本里查看帮助的写法，不是 Python 代码。",
    ),
    hint=Words(en="Delete the line.", zh="请删掉这一行。"),
)
DUNDER_ATTRIBUTE = Advice(
    reason=Words(en="`{name}` is one of Python's inner attributes.", zh="`{name}` 是 Python 的内部属性。"),
    hint=Words(
        en="Outside a class's own methods, use the public name: `len(x)`, `type(x)`, `x + y`.",
        zh="在类自己的方法之外，请使用公开的写法：`len(x)`、`type(x)`、`x + y`。",
    ),
)
DUNDER_NAME = Advice(
    reason=Words(en="`{name}` is one of Python's inner names.", zh="`{name}` 是 Python 的内部名称。"),
    hint=Words(en="Choose a name without the double underscores.", zh="请换一个不带双下划线的名称。"),
)
