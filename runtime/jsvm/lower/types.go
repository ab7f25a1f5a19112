package lower

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// tsconfig is what the vendor's tool compiles with (behaviour page, section 9.5): ES2020, in which fields of classes are
// assigned, not defined.
const tsconfig = `{"compilerOptions":{"target":"ES2020","useDefineForClassFields":false,"verbatimModuleSyntax":true}}`

// types leads back from JavaScript to the TypeScript that it was.
type types struct {
	code *lines
	m    *sourceMap
	edit *edits // what was done to code afterwards
}

// back implements step.
func (t *types) back(offset int) int {
	offset = t.edit.back(offset)
	if s, from := t.m.trace(t.code, offset); s != nil {
		return max(0, from)
	}
	// Nothing of this line is the user's: what comes before is nearest.
	line, _ := t.code.units(offset)
	for line--; line >= 0; line-- {
		if s := t.m.find(line, 1<<30); s != nil && s.source >= 0 {
			from, _ := t.m.sources[0].text.ofUnits(s.fromLine, s.fromColumn)
			return from
		}
	}
	return 0
}

// withoutTypes turns TypeScript into JavaScript. Types are not checked.
func withoutTypes(text string) (code string, s *types, bad *mistake) {
	if m := moduleStatement(text, true); m != nil {
		return "", nil, m
	}
	r := transform(text, api.LoaderTS, api.FormatDefault)
	if len(r.Errors) > 0 {
		return "", nil, builderMistake(newLines(text), r.Errors)
	}
	m, err := readMap(string(r.Map))
	if err != nil {
		if len(strings.TrimSpace(string(r.Code))) > 0 {
			return "", nil, &mistake{message: "the TypeScript can't be traced: " + err.Error()}
		}
		m = &sourceMap{sources: []original{{}}} // types and nothing else
	}
	s = &types{code: newLines(string(r.Code)), m: m}
	m.sources[0].text = newLines(text)
	if leaksHelpers(s.code, m) {
		return "", nil, unknownSyntax(text)
	}
	changes := restore(m.sources[0].text, s.code, m)
	code, s.edit = apply(s.code.text, changes)
	if len(changes) > 0 && parse(code) != nil && parse(s.code.text) == nil {
		code, s.edit = apply(s.code.text, nil) // names as the builder has chosen them are right, too
	}
	return code, s, nil
}

// transform runs the builder, with nothing lowered, renamed for size or left out.
func transform(text string, loader api.Loader, format api.Format) api.TransformResult {
	return api.Transform(text, api.TransformOptions{
		Loader:         loader,
		Format:         format,
		Target:         api.ESNext,
		Charset:        api.CharsetUTF8,
		TreeShaking:    api.TreeShakingFalse,
		LegalComments:  api.LegalCommentsInline,
		Sourcemap:      api.SourceMapExternal,
		SourcesContent: api.SourcesContentExclude,
		LogLevel:       api.LogLevelSilent,
		TsconfigRaw:    tsconfig,
	})
}

// leaksHelpers reports whether the builder has put functions of its own in front of the script. They would be globals.
func leaksHelpers(code *lines, m *sourceMap) bool {
	return strings.HasPrefix(code.text, "var __") && (len(m.segments) == 0 || m.segments[0].line > 0)
}

// unknownSyntax is the complaint about what the builder needs such functions for.
func unknownSyntax(text string) *mistake {
	if name, at, ok := newerSyntax(text); ok {
		return &mistake{offset: at, message: notYet(name + " are not supported"), hint: plainHint, ours: true}
	}
	return &mistake{message: notYet("syntax newer than ES2022 is not supported"), hint: notYetHint, ours: true}
}

// builderMistake is the first of the builder's complaints.
func builderMistake(text *lines, list []api.Message) *mistake {
	var first *mistake
	for _, e := range list {
		m := &mistake{message: e.Text}
		if e.Location != nil {
			m.offset = text.offset(e.Location.Line, e.Location.Column+1)
		}
		if first == nil || m.offset < first.offset {
			first = m
		}
	}
	return first
}
