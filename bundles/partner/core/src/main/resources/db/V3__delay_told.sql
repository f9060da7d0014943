-- The main account's holders have been told that the delay of the link is over.
ALTER TABLE ptn_link ADD COLUMN delay_told BOOLEAN DEFAULT FALSE NOT NULL;
