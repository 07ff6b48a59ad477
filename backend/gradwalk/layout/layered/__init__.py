"""A layered layout in the program's order, for pictures that graphviz takes too long for. Needs nothing but Python.

Layers are longest paths; a few median sweeps order them; Brandes and Köpf's method, with the narrowest of its four candidates,
says where the boxes stand in them. (grandalf does the same: measured, 1.4 s for 2 000 boxes, growing with their square.)
"""
