package sqlite

import (
	"embed"
	"fmt"
	"io/fs"

	"voxemu/storage"
)

// applicationID marks our databases in the header of the file: "VXEM".
const applicationID = 0x5658454D

//go:embed migrations/*.sql
var migrationFiles embed.FS

// migrations returns the steps from an empty database to the present schema, in order. The version of a database is how
// many of them it has.
func migrations() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	steps := make([]string, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		steps[i] = string(text)
	}
	return steps
}

// migrate brings the database to the present schema: each step once, in a transaction of its own.
func (c *conn) migrate(steps []string) error {
	version, err := c.number("PRAGMA user_version")
	if err != nil {
		return err
	}
	for v := int(version); v < len(steps); v++ {
		err := c.script(fmt.Sprintf("BEGIN IMMEDIATE; %s; PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT", steps[v], applicationID, v+1))
		if err != nil {
			if !c.db.AutoCommit() {
				_ = c.script("ROLLBACK")
			}
			return fmt.Errorf("bring the schema to version %d: %w", v+1, err)
		}
	}
	return nil
}

// checkIdentity returns an error unless the database is empty or one of ours that we understand.
func (c *conn) checkIdentity() error {
	app, err := c.number("PRAGMA application_id")
	if err != nil {
		return err
	}
	version, err := c.number("PRAGMA user_version")
	if err != nil {
		return err
	}
	if app != applicationID {
		tables, err := c.number("SELECT count(*) FROM sqlite_schema")
		if err != nil {
			return err
		}
		if tables == 0 && app == 0 && version == 0 {
			return nil
		}
	}
	return identityError(c.path, app, version)
}

// identityError judges the marks of a database that isn't empty.
func identityError(path string, app, version int64) error {
	known := int64(len(migrations()))
	switch {
	case app != applicationID:
		return &storage.Error{
			Code:    storage.CodeForeign,
			Message: fmt.Sprintf("database %s belongs to another program", path),
			Hint:    "choose another file with --storage",
		}
	case version > known:
		return &storage.Error{
			Code:    storage.CodeNewer,
			Message: fmt.Sprintf("database %s was written by a newer voxemu: its schema is version %d, this one knows %d", path, version, known),
			Hint:    "update voxemu, or choose another file with --storage",
		}
	}
	return nil
}
