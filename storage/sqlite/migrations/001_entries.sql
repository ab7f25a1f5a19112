-- Times are milliseconds since the Unix epoch, by the clock of the sessions.
CREATE TABLE entry (
    app       TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    expire_at INTEGER NOT NULL,
    PRIMARY KEY (app, key)
) STRICT, WITHOUT ROWID;

-- The latest time at which anything was written: a run that starts later must not go back behind it.
CREATE TABLE clock (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    latest INTEGER NOT NULL
) STRICT;

INSERT INTO clock (id, latest) VALUES (1, 0);
