"""What is made of a recording for those who do not play it: parts, slices, pictures. Pure, but for what runs graphviz."""
