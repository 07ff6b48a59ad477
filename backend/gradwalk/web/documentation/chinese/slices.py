"""Reading parts of a recording."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # readSteps
    "Some steps of a recording": "记录的若干步",
    "Answer steps `start` to `stop`, the latter excluded as in a Python slice, with all that they name.": (
        "返回第 `start` 步到第 `stop` 步（与 Python 切片一样不含后者），以及它们提到的一切。"
    ),
    "A range that reaches beyond the last step is cut to what there is.": "超出最后一步的范围会截到已有的步骤为止。",
    "The first step, from 0.": "第一步，从 0 数起。",
    "The step before which to stop; after the last, if absent.": "在这一步之前停止；省略则到最后一步为止。",
    # readTensor
    "All of one tensor": "一个张量的全部信息",
    "Answer a tensor's row, with its names, and every version, value and `.grad` that it had, in order.": (
        "返回一个张量的记录和它的各个名字，并按顺序列出它有过的每个版本、每个值和每个 `.grad`。"
    ),
    "Its id in the recording, such as `t1`.": "它在记录中的编号，例如 `t1`。",
    # readState
    "The state after some steps": "若干步之后的状态",
    "Answer every tensor, function and name that exists after `step` steps, as they are then.": (
        "返回 `step` 步之后存在的每个张量、函数和名字在那时的样子。"
    ),
    "How many steps have run; all of them, if absent.": "已经走了多少步；省略则为全部。",
    # readSource
    "The program": "程序",
    "Answer the text of the program that was recorded, with `\\n` for its line ends.": (
        "返回所记录程序的源代码，换行为 `\\n`。"
    ),
    "The program as it was run.": "运行时的程序原文。",
    # recordingSchema
    "The JSON Schema of a recording": "记录的 JSON Schema",
    "Answer the schema that every recording of this version of the API keeps to.": (
        "返回这一版 API 的每份记录都遵守的 JSON Schema。"
    ),
    "Fields may be added to it, all of which have defaults: a recording that was made before them still opens.": (
        "以后可能增加字段，它们都有默认值：更早生成的记录仍能打开。"
    ),
    "JSON Schema, draft 2020-12.": "JSON Schema，2020-12 草案。",
}
