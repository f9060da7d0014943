-- How far the journal of each server's gate was told as events.
CREATE TABLE plg_told (
  journal VARCHAR(36) NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL
);
