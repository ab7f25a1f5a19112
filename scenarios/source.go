package scenarios

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
)

// The limits for a scenario (behaviour page, section 2).
const (
	// MaxSourceChars is how many Unicode characters a scenario's source may have.
	MaxSourceChars = 262_144
	// MaxNameChars is how many characters a scenario's name may have.
	MaxNameChars = 29
)

const (
	scenarioMark = ".voxengine"
	jsSuffix     = scenarioMark + ".js"
	tsSuffix     = scenarioMark + ".ts"
)

// scenario reads one scenario, once however many rules use it; nil after a problem.
func (l *loader) scenario(abs string) *Scenario {
	s, ok := l.read[abs]
	if !ok {
		s = l.readScenario(abs)
		l.read[abs] = s
	}
	return s
}

func (l *loader) readScenario(abs string) *Scenario {
	name, shown := scenarioName(abs), l.show(abs)
	switch filepath.Ext(abs) {
	case ".js", "":
	case ".ts":
		hint := "compile it first, and name the .js file"
		if filepath.Base(filepath.Dir(abs)) == "src" {
			hint = "compile it first, to scenarios/dist/" + name + jsSuffix
		}
		l.fail(in(shown, diag.CodeTypeScript, hint, "TypeScript comes later"))
		return nil
	default:
		l.fail(in(shown, diag.CodeSource, "name files that end in .js", "not a scenario"))
		return nil
	}
	src, problem := l.file(abs)
	if problem != nil {
		l.fail(problem)
		return nil
	}
	if strings.TrimSpace(string(withoutBOM([]byte(src.text)))) == "" {
		l.fail(in(shown, diag.CodeSource, "write a scenario into it, or leave it out", "the scenario is empty"))
		return nil
	}
	if n := utf8.RuneCountInString(src.text); n > MaxSourceChars {
		l.fail(in(shown, diag.CodeSource, "split it: the scenarios of a rule share their globals",
			"the scenario has %d characters, %d more than the cloud takes", n, n-MaxSourceChars))
		return nil
	}
	if n := utf8.RuneCountInString(name); n > MaxNameChars {
		l.warn(in(shown, diag.CodeName, fmt.Sprintf("a name may have at most %d characters", MaxNameChars),
			"the cloud would refuse the scenario name %q: it has %d characters", name, n))
	}
	return &Scenario{Name: name, File: shown, Text: src.text}
}

// scenarioName returns the name that a file gives its scenario (behaviour page, section 9.5).
func scenarioName(path string) string {
	base := filepath.Base(path)
	if i := strings.Index(base, scenarioMark+"."); i > 0 {
		return base[:i]
	}
	if name := strings.TrimSuffix(base, filepath.Ext(base)); name != "" {
		return name
	}
	return base
}
