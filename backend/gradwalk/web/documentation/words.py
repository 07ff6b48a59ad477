"""What the documentation's page says of its own, in English and in Chinese."""

from collections.abc import Mapping
from typing import Literal

Lang = Literal["en", "zh"]

SAY: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "examples": "Examples",
        "calls": "Calls",
        "parameters": "Parameters",
        "answers": "Answers",
        "embedding": "In a page",
        "in_a_page": "A recording stands in another page as a frame, `/embed/{id}#step=13`, which never runs code when it "
        "loads. Its query may have `lang`, `theme`, `code`, `controls`, `panels`, `readonly`, `speed`, `loop` and `autoplay`; "
        "other values than theirs are passed over. "
        "`/embed#v1=` takes a program in the link, and `/gradwalk-player.js` brings the element "
        '`<gradwalk-player recording="{id}">`. The README says what each means.',
        "problems": "Problems",
        "every_problem": "Every answer that is not a success is `application/problem+json` (RFC 9457). Its `type` is one of "
        "these, and does not change:",
        "one_of": "One of",
        "default": "Default:",
        "otherwise": "others",
        "path": "path",
        "query": "query",
        "stop": ".",
        "comma": ", ",
        "gap": " ",
    },
    "zh": {
        "examples": "示例",
        "calls": "调用",
        "parameters": "参数",
        "answers": "应答",
        "embedding": "放进网页",
        "in_a_page": "记录可以作为内嵌框架（iframe）放进别的网页：`/embed/{id}#step=13`，加载时从不运行代码。"
        "查询参数有 `lang`、`theme`、`code`、"
        "`controls`、`panels`、`readonly`、`speed`、`loop` 和 `autoplay`，其他取值会被忽略。"
        "`/embed#v1=` 接受链接中的程序，"
        '`/gradwalk-player.js` 提供元素 `<gradwalk-player recording="{id}">`。各自的含义见 README。',
        "problems": "问题类型",
        "every_problem": "凡是不成功的应答都是 `application/problem+json`（RFC 9457）。其 `type` 是下列之一，不会改变：",
        "one_of": "可取：",
        "default": "默认：",
        "otherwise": "其他",
        "path": "路径",
        "query": "查询",
        "stop": "。",
        "comma": "、",
        "gap": "",
    },
}

# By the last part of a problem's type.
PROBLEMS_ZH: Mapping[str, str] = {
    "refused": "这个程序不予运行",
    "invalid-request": "请求不符合这个地址的要求",
    "malformed-json": "请求体不是 JSON",
    "unsupported-media-type": "请求体的媒体类型不对",
    "too-large": "请求体太大",
    "too-slow": "请求体传送太慢",
    "too-many-requests": "请求太频繁",
    "no-jacobian": "没有这样的矩阵",
    "other-version": "这份记录由另一个版本生成",
    "too-large-to-draw": "图太大，画不成一张图片",
    "drawing-failed": "图片没有画成",
    "no-such-format": "不提供这种格式",
    "bad-request": "请求无法读取",
    "not-found": "这里什么也没有",
    "method-not-allowed": "这个地址不接受这种方法",
    "busy": "服务器正忙",
    "sandbox-unavailable": "现在无法运行程序",
    "store-unavailable": "数据库没有响应",
    "pages-not-built": "网页尚未构建",
    "internal": "Gradwalk 自身出错",
}
