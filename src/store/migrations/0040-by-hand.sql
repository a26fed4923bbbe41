-- keep's: edits by hand are numbered across all customers. What a record of the desk said before an edit
-- is a version of it under batch 0 and the number of the edit that made it.
create sequence edit_number as integer;
