"""Backward: stands at the one gate into the engine and hooks every function for the length of the call.

Hooks set at entry run after the program's own, cover functions that were made in C++ or by in-place rewriting, and leave
nothing on the graph.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
import torch.autograd.graph as graph

from .backward import Backward, edge, made, retain
from .changes import Changes
from .kinds import is_on, plain_flag
from .session import Session
from .spans import program_frame
from .suspect import suspect
from .tensors import Known
from .text import text as bounded
from .timeline import Row
from .unseen import unseen

Disabled = torch._C.DisableTorchFunction
Gradients = Sequence[torch.Tensor | None]

_functorch_level = torch._C._functorch.maybe_current_level


class Engine:
    """Replaces `torch.autograd.graph._engine_run_backward` between `open` and `close`."""

    def __init__(self, session: Session, changes: Changes, mode: Callable[[], Any]) -> None:
        self._session = session
        self._changes = changes
        self._mode = mode
        self._calls = 0
        # The calls under way, innermost last: a nested one may run functions that an outer one has hooked, too.
        self._running: list[Backward] = []
        self._original: Callable[..., Any] = graph._engine_run_backward
        # The last exception that came out of a backward call: its id and words, the function and the call.
        self.failure: tuple[int, str, str | None, int] | None = None

    def open(self) -> None:
        """Stand at the gate."""
        self._original = graph._engine_run_backward
        for module in (graph, torch.autograd):
            module._engine_run_backward = self.run  # type: ignore[attr-defined]

    def close(self) -> None:
        """Give the gate back."""
        for module in (graph, torch.autograd):
            module._engine_run_backward = self._original  # type: ignore[attr-defined]

    @unseen
    def run(
        self,
        outputs: Sequence[Any],
        grads: Gradients,
        retain_graph: bool,
        create_graph: bool,
        inputs: Sequence[Any] = (),
        *rest: Any,
        **options: Any,
    ) -> Any:
        """Run a backward call under observation."""
        arguments = (outputs, grads, plain_flag(retain_graph), plain_flag(create_graph), inputs, *rest)
        session = self._session
        session.refuse()
        if _functorch_level() is not None or not session.here():
            return self._original(*arguments, **options)
        call, retains, creates = None, is_on(arguments[2]), is_on(arguments[3])
        with Disabled(), session.guard:
            entry = "backward" if options.get("accumulate_grad", True) else "grad"
            call = self._begin(outputs, grads, retains, creates, inputs, entry)
        if call is None:
            return self._original(*arguments, **options)
        session.grad_mode_taken += not creates
        self._running.append(call)
        try:
            with self._mode():
                results = self._original(*arguments, **options)
        except BaseException as error:
            with Disabled(), session.guard:
                self._fail(call, error)
            raise
        finally:
            self._running.pop()
            session.grad_mode_taken -= not creates
            call.unhook()
        with Disabled(), session.guard:
            self._end(call, results if entry == "grad" else None, retains)
        return results

    def _begin(
        self,
        outputs: Sequence[Any],
        grads: Gradients,
        retain_graph: bool,
        create_graph: bool,
        inputs: Sequence[Any],
        entry: str,
    ) -> Backward:
        session = self._session
        self._changes.settle()
        self._calls += 1
        span = session.span = session.at(program_frame(2))
        self._changes.look_everywhere(span)
        call = Backward(self._calls, span, session.timeline.scope, create_graph)
        edges = [edge(output) for output in outputs]
        call.held = [node for node, _ in edges]
        functions = self._describe(call, call.held)
        roots = []
        for output, (node, output_nr), grad in zip(outputs, edges, grads, strict=False):
            known = session.tensors.find(output)
            function = session.functions.id_of(node)
            roots.append(
                {
                    "tensor": None if known is None else known.id,
                    "function": function,
                    "output_nr": output_nr,
                    "seed": None if grad is None else session.tensors.value(grad),
                }
            )
            if function is not None:
                call.roots.append(function)
        wanted = [known for known in map(session.tensors.find, inputs) if known is not None and known.id is not None]
        if entry == "backward":
            call.keeping = [known for known in wanted if not known.facts["is_leaf"]]
        step = session.timeline.step(
            "backward",
            call.span,
            call=call.number,
            entry=entry,
            roots=roots,
            retain_graph=retain_graph,
            create_graph=create_graph,
            inputs=[known.id for known in wanted] if inputs else None,
            functions=functions,
        )
        # What torch does first to a result that is asked for: its .grad is to be kept.
        changes = [retain(known) for known in call.keeping if not known.facts["retains_grad"]]
        if changes:
            step["changes"] = changes
        session.functions.call_begins(call.number)
        try:
            self._hook_all(call, call.held)
        except BaseException:
            # A call that is not observed runs without any of our hooks.
            call.unhook()
            raise
        return call

    def _hook_all(self, call: Backward, roots: Sequence[Any]) -> None:
        functions = self._session.functions
        retaining = self._session.tensors.retaining()
        leaves, name_of = functions.leaves, functions.id
        pending = [root for root in roots if root is not None]
        while pending:
            node = pending.pop()
            name = name_of(node)
            if name is None or name in call.reachable:
                continue
            call.reachable.add(name)
            if name in leaves:
                self._hook_leaf(call, name, leaves[name], node)
                continue
            call.handles.append(node.register_hook(self._node(call, name, retaining.get(name, ()))))
            pending += [following for following, _ in node.next_functions if following is not None]

    def _node(self, call: Backward, name: str, retaining: Sequence[Known]) -> Callable[[Gradients, Gradients], None]:
        session, running = self._session, self._running
        timeline, value, guard = session.timeline, session.tensors.value, session.guard

        def ran(sent: Gradients, received: Gradients) -> None:
            if running[-1] is not call:
                return
            with Disabled(), guard:
                session.refuse()
                timeline.scope = call.scope
                call.done.append(name)
                functions = self._describe(call, made(sent)) if call.create_graph else None
                changes = (
                    [change for known in retaining for change in self._changes.of_grad(known)] if retaining else None
                )
                came = [None if grad is None else value(grad) for grad in received]
                # What a function sends may be a view of what it received.
                like = [number for number in came if number is not None]
                step = timeline.step(
                    "node",
                    call.span,
                    call=call.number,
                    function=name,
                    received=came,
                    sent=[None if grad is None else value(grad, like) for grad in sent],
                )
                if functions:
                    step["functions"] = functions
                if changes:
                    step["changes"] = changes
                timeline.pump()

        return ran

    def _hook_leaf(self, call: Backward, name: str, leaf: Known, node: Any) -> None:
        """See a gradient reach a leaf: after it is added, but before the program's own hooks change what it became."""
        tensor = leaf.tensor
        if tensor is not None and self._session.tensors.grad(tensor, leaf) != leaf.facts["grad"]:
            self._changes.grad(leaf, tensor, "changed", call.span)
        value, guard = self._session.tensors.value, self._session.guard

        def ran(_: Gradients, received: Gradients) -> None:
            with Disabled(), guard:
                grad = received[0] if received else None
                self._accumulate(call, name, leaf, None if grad is None else value(grad))

        # A leaf that has since been told to require no gradient takes none, and no hooks.
        if tensor is None or not tensor.requires_grad or not tensor._post_accumulate_grad_hooks:
            call.handles.append(node.register_hook(ran))
            return
        incoming: list[int | None] = [None]

        def arrives(received: Gradients) -> None:
            with Disabled(), guard:
                grad = received[0] if received else None
                incoming[0] = None if grad is None else value(grad)

        def added(*_: Any) -> None:
            with Disabled(), guard:
                self._accumulate(call, name, leaf, incoming[0])

        handle = tensor.register_post_accumulate_grad_hook(added)  # type: ignore[no-untyped-call] # torch leaves it untyped
        hooks: Any = tensor._post_accumulate_grad_hooks
        # The engine calls them in the order in which they were put in.
        for other in [number for number in hooks if number != handle.id]:
            hooks[other] = hooks.pop(other)
        call.handles += [node.register_prehook(arrives), handle]

    def _accumulate(self, call: Backward, name: str, leaf: Known, incoming: int | None) -> None:
        if self._running[-1] is not call:
            return
        session, timeline, tensors = self._session, self._session.timeline, self._session.tensors
        session.refuse()
        timeline.scope = call.scope
        call.done.append(name)
        before = leaf.facts["grad"]
        tensor = leaf.tensor
        grad = None if tensor is None or not tensor.is_leaf else tensor.grad
        functions = None if grad is None or not grad.requires_grad else self._describe(call, made([grad]))
        if grad is not None and before is None and incoming is not None:
            tensors.same_value(grad, incoming)
        changes = self._changes.of_grad(leaf)
        step = timeline.step(
            "accumulate",
            call.span,
            call=call.number,
            function=name,
            tensor=None if tensor is None else leaf.id,
            before=before,
            incoming=incoming,
            after=leaf.facts["grad"],
            changes=changes,
        )
        if functions:
            step["functions"] = functions
        timeline.pump()

    def _describe(self, call: Backward, nodes: Sequence[Any]) -> list[str]:
        """Functions that the call has made: `create_graph`."""
        functions = self._session.functions
        return functions.describe(functions.find(nodes), call.span)

    def _end(self, call: Backward, results: Gradients | None, retain_graph: bool) -> None:
        session = self._session
        session.timeline.scope = call.scope
        session.functions.call_ends(call.number)
        session.storages.look()
        freed = [] if retain_graph else [name for name in call.done if name in session.functions.keeping]
        ids: list[str | None] | None = None
        born: list[str] = []
        functions: list[str] = []
        if results is not None:
            found = session.functions.find(made(results))
            ids = []
            for result in results:
                known = None if result is None else session.tensors.light(result)
                if known is not None and result is not None and known.id is None:
                    node = result.grad_fn
                    session.tensors.add(result, call.span, None if node is None else session.functions.id(node))
                    born.append(str(known.id))
                ids.append(None if known is None else known.id)
            functions = session.functions.describe(found, call.span)
        session.span = call.span
        session.timeline.step(
            "backward_end",
            call.span,
            call=call.number,
            freed=freed,
            results=ids,
            failed=None,
            born=born,
            functions=functions,
            **self._kept(call),
        )
        session.timeline.pump()

    def _fail(self, call: Backward, error: BaseException) -> None:
        session = self._session
        session.timeline.scope = call.scope
        session.functions.call_ends(call.number)
        session.storages.look()
        if session.timeline.stopped:
            return
        failed = suspect(session.functions.graph, call.reachable, call.done)
        self.failure = (id(error), str(error), failed, call.number)
        freed = [name for name in call.done if name in session.functions.keeping]
        session.timeline.step(
            "backward_end",
            call.span,
            call=call.number,
            freed=freed,
            results=None,
            failed=failed,
            error=bounded(f"{type(error).__qualname__}: {error}"),
            **self._kept(call, self._reached(call)),
        )

    def _reached(self, call: Backward) -> list[Known]:
        """What keeps its gradient, got it from the call, and was made by a function that did not run: where the call stopped."""
        retaining = self._session.tensors.retaining()
        return [known for name in call.reachable - set(call.done) for known in retaining.get(name, ())]

    def _kept(self, call: Backward, reached: Sequence[Known] = ()) -> Row:
        changes = [change for known in (*call.keeping, *reached) for change in self._changes.of_grad(known)]
        return {"changes": changes} if changes else {}
