package scenarios

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm/lower"
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
	if problem := notAScenario(abs, shown); problem != nil {
		l.fail(problem)
		return nil
	}
	if l.checking {
		if problem := l.tooLarge(abs, shown); problem != nil {
			l.fail(problem)
			return nil
		}
	}
	src, problem := l.file(abs)
	if problem == nil && l.checking {
		problem = notText(src)
	}
	if problem != nil {
		l.fail(problem)
		return nil
	}
	if strings.TrimSpace(string(withoutBOM([]byte(src.text)))) == "" {
		l.fail(in(shown, diag.CodeSource, "write a scenario into it, or leave it out", "the scenario is empty"))
		return nil
	}
	if problem := tooLong(shown, src.text); problem != nil && !l.checking {
		l.fail(problem)
		return nil
	}
	if n := utf8.RuneCountInString(name); n > MaxNameChars {
		l.warn(in(shown, diag.CodeName, fmt.Sprintf("a name may have at most %d characters", MaxNameChars),
			"the cloud would refuse the scenario name %q: it has %d characters", name, n))
	}
	return &Scenario{Name: name, File: shown, Text: src.text, Map: l.sourceMap(abs, src)}
}

// notAScenario says what is wrong with the kind of a file; nil for JavaScript and TypeScript.
func notAScenario(abs, shown string) *diag.Problem {
	switch ext := filepath.Ext(abs); {
	case strings.HasSuffix(abs, ".d.ts"):
		return in(shown, diag.CodeSource, "name the file that it describes", "not a scenario: declarations alone do nothing")
	case ext == ".js", ext == ".ts", ext == "":
		return nil
	case slices.Contains([]string{".mjs", ".mts", ".cjs", ".cts"}, ext):
		return in(shown, diag.CodeSource, "bundle it into one .js file", "not a scenario: the cloud runs classic scripts, and %s files are modules", ext)
	case ext == ".jsx", ext == ".tsx":
		return in(shown, diag.CodeSource, "name files that end in .js or .ts", "not a scenario: the cloud knows no JSX")
	default:
		return in(shown, diag.CodeSource, "name files that end in .js or .ts", "not a scenario")
	}
}

// tooLong compares the length of a scenario with what the cloud takes. Of TypeScript what is left without types counts, since
// that is uploaded; how the vendor's compiler would lay it out is not known, so it is about right only.
func tooLong(shown, text string) *diag.Problem {
	n, what := utf8.RuneCountInString(text), "characters"
	const typesAreMuch = 32 // no script has as many types as that
	if filepath.Ext(shown) == ".ts" && n > MaxSourceChars/2 && n < MaxSourceChars*typesAreMuch {
		out, err := lower.Lower(shown, text, "")
		if err != nil {
			return nil // it is reported when it is compiled
		}
		n, what = utf8.RuneCountInString(out.Text), "characters without its types"
	}
	if n <= MaxSourceChars {
		return nil
	}
	return in(shown, diag.CodeSource, "split it: the scenarios of a rule share their globals",
		"the scenario has %d %s, %d more than the cloud takes", n, what, n-MaxSourceChars)
}

// maxMapBytes is how large the source map of a bundle may be.
const maxMapBytes = 64 << 20

// sourceMap reads the source map that a bundle names, if it lies in the same folder; "" if there is none. One that can't be used
// is left aside with a warning, as is one inside the bundle: then places are those of the bundle.
func (l *loader) sourceMap(abs string, src *source) string {
	address := lower.MapURL(src.text)
	doubt := func(file, format string, args ...any) {
		l.warn(in(file, diag.CodeFormat, "build it again; until then places are those of the bundle", "the source map can't be used: "+format, args...))
	}
	if strings.HasPrefix(address, "data:") {
		if err := lower.CheckMap(address); err != nil {
			doubt(src.file, "%v", err)
		}
		return ""
	}
	name, err := url.PathUnescape(strings.TrimPrefix(address, "./"))
	if err != nil || name == "" || name != filepath.Base(name) || name == ".." {
		return ""
	}
	path := filepath.Join(filepath.Dir(abs), name)
	info, err := l.opt.Files.Stat(path)
	switch {
	case err != nil || !info.Mode().IsRegular():
		return "" // most bundles are passed on without
	case info.Size() > maxMapBytes:
		doubt(l.show(path), "it has more than %d MB", maxMapBytes>>20)
		return ""
	}
	text, problem := l.file(path)
	if problem != nil {
		doubt(l.show(path), "%s", problem.Message)
		return ""
	}
	if err := lower.CheckMap(text.text); err != nil {
		doubt(l.show(path), "%v", err)
		return ""
	}
	return text.text
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
