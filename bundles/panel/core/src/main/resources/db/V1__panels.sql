-- What a firm has decided about a plug-in's panels. Without a row: they are shown, with the settings' defaults.
CREATE TABLE pnl_choice (
  firm_id VARCHAR(36) NOT NULL,
  plug_in VARCHAR(100) NOT NULL,
  shown BOOLEAN NOT NULL,
  settings VARCHAR(16000) NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (firm_id, plug_in)
);

-- What was decided for all firms. Without a row: the panels are shown.
CREATE TABLE pnl_admission (
  plug_in VARCHAR(100) NOT NULL,
  shown BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (plug_in)
);
