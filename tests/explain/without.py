"""The functions of torch's own samples that no rule is known of; programs that make them are told so.

Of a rule everything that it needs must be among what the function saved, and it must have been compared for each input:

- `as_strided` reads the memory as its input lies there, and how that lies is not saved.
- `linear_cross_entropy` in chunks works its gradients out ahead, and saves nothing that can be read.
- Dropout's second derivative has an edge to the mask, for which torch has no derivative to compare with.
"""

_NAMES = """
AsStridedBackward0 AsStridedBackward0_copy AsStridedScatterBackward0
GeneratedBackwardFor_torch_nn__linear_cross_entropy_batch_chunked_defaultBackward
GeneratedBackwardFor_torch_nn__linear_cross_entropy_batch_chunked_no_reduction_defaultBackward
NativeDropoutBackwardBackward0
"""

WITHOUT = frozenset(_NAMES.split())
