"""Which programs are run: a courtesy to the reader, who learns at once what will not work. The sandbox is the wall."""
