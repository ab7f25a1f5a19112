package scenarios

import (
	"path/filepath"

	"voxemu/runtime/diag"
)

// CheckSettings are what a voxemu.yaml says about voxemu check, under its key check.
type CheckSettings struct {
	// Dir is the absolute path of the folder that the file is in.
	Dir string
	// Select and Ignore name rules: codes, beginnings of codes, names, "default" or "all".
	Select, Ignore []Setting
	// Severity has the level of rules: Name is a rule, Value one of off, note, warning and error.
	Severity []Setting
	// Show is the lowest severity that is reported, FailOn the lowest that fails the check or "never"; Name "" if the file is silent.
	Show, FailOn Setting
	// Exclude are patterns of paths that are left out when folders are searched.
	Exclude []Setting
}

// Setting is one of the settings, with its place.
type Setting struct {
	Name, Value string
	Pos         diag.Pos
	// Source is the text of the file.
	Source string
}

// ReadCheckSettings reads the settings in a folder's voxemu.yaml. They are nil if there is none, or none with the key check. The
// problems are those of the file as a whole.
func ReadCheckSettings(dir string, opt Options) (*CheckSettings, Problems) {
	l, err := newLoader(opt)
	if err != nil {
		return nil, nil
	}
	dir = l.abs(dir)
	cfg := l.config(dir)
	if cfg == nil || cfg.check == nil || cfg.check.kind == kindNull {
		return nil, l.problems
	}
	list := func(n *node) (out []Setting) {
		for _, item := range n.list() {
			out = append(out, cfg.setting(item.text, "", item))
		}
		return out
	}
	one := func(n *node) Setting {
		if n == nil {
			return Setting{}
		}
		return cfg.setting(n.text, n.text, n)
	}
	at := cfg.check
	s := &CheckSettings{
		Dir: filepath.Clean(dir), Select: list(at.get("select")), Ignore: list(at.get("ignore")), Exclude: list(at.get("exclude")),
		Show: one(at.get("show")), FailOn: one(at.get("failOn")),
	}
	if levels := at.get("severity"); levels != nil {
		for _, f := range levels.fields {
			set := cfg.setting(f.key, f.value.text, f.value)
			set.Pos = cfg.src.key(f)
			s.Severity = append(s.Severity, set)
		}
	}
	return s, nil
}

func (c *config) setting(name, value string, at *node) Setting {
	return Setting{Name: name, Value: value, Pos: c.src.of(at), Source: c.src.text}
}
