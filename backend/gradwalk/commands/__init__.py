"""What `gradwalk`'s commands do, beside serving."""
