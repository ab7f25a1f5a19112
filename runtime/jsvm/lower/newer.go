package lower

import (
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// Hints about what the cloud's engine, that of Firefox 115, doesn't know.
const (
	plainHint = "write it with plain functions and fields"
	typedHint = "types belong in a file whose name ends in .ts"
	asyncHint = "make the function async"
)

// newerSyntax finds syntax that came after ES2022: its name, and where it stands. The text is right otherwise, so that a word in
// front of another one is a keyword.
func newerSyntax(text string) (name string, at int, ok bool) {
	tokens, _ := scan(text)
	for i, t := range tokens {
		s := text[t.start:t.end]
		if s == "@" || (s == "using" || s == "accessor") && i+1 < len(tokens) && tokens[i+1].kind == word && !tokens[i+1].fresh {
			return map[string]string{"@": "decorators", "using": "using declarations", "accessor": "accessor fields"}[s], t.start, true
		}
	}
	return "", 0, false
}

// newer is the complaint about JavaScript that the builder takes and the cloud's engine doesn't; nil if there is nothing of the kind. In
// TypeScript the vendor's compiler may have an older form for it.
func (o *Output) newer() *mistake {
	if o.typed {
		return nil
	}
	name, at, ok := newerSyntax(o.Text)
	if !ok {
		return nil
	}
	return &mistake{offset: at, message: "the cloud's engine doesn't know " + name, hint: plainHint}
}

// explain puts a complaint of the builder into the words of scenarios, and says what to do.
func (o *Output) explain(m *mistake) {
	m.message = strings.TrimSuffix(m.message, ":")
	switch {
	case strings.HasPrefix(m.message, "Top-level await"):
		m.message, m.hint = isModule("await at its top level"), "put it into an async function and call that"
	case strings.HasPrefix(m.message, `"await" can only be used inside`), strings.HasPrefix(m.message, `Cannot use "await" outside`):
		m.hint = asyncHint
	case strings.HasPrefix(m.message, "The JSX syntax"):
		m.message = `Unexpected "<"`
	}
	if !o.typed && m.hint == "" && len(transform(o.Text, api.LoaderTS, api.FormatDefault).Errors) == 0 {
		m.hint = typedHint
	}
}

// expressionHints say what to write instead of regular expressions that came after Firefox 115, by what is said of them.
var expressionHints = []struct{ message, hint string }{
	{"regular expression flag v", "the cloud's engine has no flag v: use u, and write sets out"},
	{"invalid regexp group", "the cloud's engine knows (?:, (?=, (?!, (?<=, (?<! and (?<name>: no flags inside of an expression"},
	{"duplicate capture group name", "give each group another name: the cloud's engine doesn't allow the same one in two alternatives either"},
}

// expressionHint is what to do about a regular expression that the cloud's engine doesn't take.
func expressionHint(message string) string {
	for _, h := range expressionHints {
		if strings.Contains(message, h.message) {
			return h.hint
		}
	}
	return ""
}
