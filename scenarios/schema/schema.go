// Package schema holds the JSON Schemas of the files that describe a project, for voxemu itself and for editors.
package schema

import "embed"

// The names of the schemas in [Files].
const (
	Voxemu      = "voxemu.schema.json"      // voxemu.yaml
	Far         = "far.schema.json"         // the YAML of --far
	Rules       = "rules.schema.json"       // rules.config.json of voxengine-ci
	Application = "application.schema.json" // application.config.json of voxengine-ci
)

// Files holds the schemas.
//
//go:embed *.schema.json
var Files embed.FS
