package scenarios

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"voxemu/runtime/diag"

	"github.com/dlclark/regexp2/v2"
)

const (
	defaultPattern = ".*"
	// maxPatternBytes is how long a pattern may be at most (management API, AddRule).
	maxPatternBytes = 64<<10 - 1
	// matchTimeout is how long one match may take, in wall time. Honest patterns take microseconds; what takes longer
	// goes through exponentially many ways and would not end.
	matchTimeout = time.Second
)

// Route returns the rule that an incoming call to destination starts: that of a number bound to a rule, else the first
// whose pattern matches the whole destination and whose exclude pattern does not, by case (behaviour page, section 9.2).
// It returns false when there is none, and when a match takes so long that its result will not be known. Why tells one
// line for each rule that was looked at.
func Route(app *Application, destination string) (rule Rule, why []string, ok bool) {
	dialled := strings.TrimPrefix(destination, "+")
	for _, n := range app.Numbers {
		if n.Rule == "" || n.Number != dialled {
			continue
		}
		if r, found := app.Find(n.Rule); found {
			return *r, []string{fmt.Sprintf("number %s is bound to rule %q", n.Number, n.Rule)}, true
		}
	}
	for _, r := range app.Rules {
		reason, matched, err := r.takes(destination)
		why = append(why, fmt.Sprintf("rule %q: %s", r.Name, reason))
		if err != nil {
			return Rule{}, why, false
		}
		if matched {
			return r, why, true
		}
	}
	return Rule{}, why, false
}

// NoRoute says that no rule takes a destination, with what Route said about each.
func NoRoute(app *Application, destination string, why []string) *diag.Problem {
	p := &diag.Problem{
		Code:    diag.CodeNoRule,
		Message: fmt.Sprintf("no rule of application %q takes %q: %s", app.ShortName, destination, strings.Join(why, "; ")),
		Hint:    "call a destination that a rule takes, or start a rule by name with --rule",
	}
	if len(why) == 0 {
		p.Message = fmt.Sprintf("application %q has no rules", app.ShortName)
	}
	return p
}

// Valid reports whether the rule's patterns are regular expressions. Those of a rule that [Load] returns are.
func (r *Rule) Valid() bool {
	for _, pattern := range []string{r.Pattern, r.Exclude} {
		if _, err := compilePattern(pattern); err != nil {
			return false
		}
	}
	return true
}

// takes reports whether the rule takes a destination, and why. An error means that the answer is unknown.
func (r *Rule) takes(destination string) (reason string, ok bool, err error) {
	pattern := r.Pattern
	if pattern == "" {
		pattern = defaultPattern
	}
	matched, err := matches(r.pattern, pattern, destination)
	if err != nil {
		return err.Error(), false, err
	}
	if !matched {
		reason = fmt.Sprintf("pattern %q does not match %q", pattern, destination)
		if bare, plus := strings.CutPrefix(destination, "+"); plus {
			if without, err := matches(r.pattern, pattern, bare); err == nil && without {
				reason += " because of the +, which destinations of phone calls don't have"
			}
		}
		return reason, false, nil
	}
	reason = fmt.Sprintf("pattern %q matches", pattern)
	if r.Exclude == "" {
		return reason, true, nil
	}
	excluded, err := matches(r.exclude, r.Exclude, destination)
	if err != nil {
		return err.Error(), false, err
	}
	if excluded {
		return reason + fmt.Sprintf(", but exclude %q does too", r.Exclude), false, nil
	}
	return reason, true, nil
}

// matches reports whether a pattern matches the whole of a destination. The pattern is compiled here if it is not yet.
func matches(re *regexp2.Regexp, pattern, destination string) (bool, error) {
	if pattern == defaultPattern { // so many rules have it
		return !strings.ContainsAny(destination, "\n\r\u2028\u2029"), nil
	}
	if re == nil {
		var err error
		if re, err = compilePattern(pattern); err != nil {
			return false, err
		}
	}
	ok, err := re.MatchString(destination)
	if err != nil {
		return false, fmt.Errorf("pattern %q needs too long for %q", pattern, destination)
	}
	return ok, nil
}

// compilePattern compiles a rule's pattern as a JavaScript regular expression for the whole destination. The published
// example +?[1-9]\d{1,14} is none: a + that stands first counts as a character then (behaviour page, section 9.2).
func compilePattern(pattern string) (*regexp2.Regexp, error) {
	if len(pattern) > maxPatternBytes {
		return nil, fmt.Errorf("it has %d bytes, at most %d are allowed", len(pattern), maxPatternBytes)
	}
	// On its own first: a)(b would compile in the brackets that follow.
	_, err := regexp2.Compile(pattern, regexp2.ECMAScript)
	if err != nil && strings.HasPrefix(pattern, "+") {
		pattern = `\` + pattern
		_, err = regexp2.Compile(pattern, regexp2.ECMAScript)
	}
	if err != nil {
		return nil, err
	}
	re, err := regexp2.Compile("^(?:"+pattern+")$", regexp2.ECMAScript)
	if err != nil {
		return nil, err
	}
	re.MatchTimeout = matchTimeout
	return re, nil
}

// compiled compiles a pattern in a file.
func (l *loader) compiled(src *source, n *node) *regexp2.Regexp {
	re, err := compilePattern(n.text)
	if err == nil {
		return re
	}
	reason := err.Error()
	if inner := errors.Unwrap(err); inner != nil {
		reason = inner.Error()
	}
	p := src.problem(diag.CodePattern, src.of(n), "correct it; it is matched against the whole destination as JavaScript would",
		"not a regular expression: %s", strings.TrimPrefix(reason, "error parsing regexp: "))
	p.Err = err
	l.fail(p)
	return nil
}
