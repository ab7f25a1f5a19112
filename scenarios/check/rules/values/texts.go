package values

import (
	"fmt"

	"github.com/dop251/goja/ast"

	"voxemu/runtime/session"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule"
	"voxemu/storage"
)

// customDataSize finds texts over 200 bytes for customData of a session or a call (section 7.7).
func customDataSize(p *rule.Pass) {
	limit := session.CloudLimits().CustomData
	for _, c := range p.Calling("VoxEngine.customData", "Call.customData") {
		if n, exact := bytes(p.File).least(c.Arg(0)); n > limit {
			p.Report(c.Arg(0), fmt.Sprintf("the text has %s bytes, and customData takes %d", figure(n, exact), limit),
				rule.Hint("keep the data in ApplicationStorage, and its key in customData"))
		}
	}
}

// figure writes a length.
func figure(n int, exact bool) string {
	if exact {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("at least %d", n)
}

// keySize finds keys of the storage over 200 characters, and empty ones (section 7.1).
func keySize(p *rule.Pass) {
	for _, c := range p.Calling("ApplicationStorage.get", "ApplicationStorage.put", "ApplicationStorage.remove") {
		key := c.Arg(0)
		n, exact := characters(p.File).least(key)
		switch {
		case n > storage.MaxKey:
			p.Report(key, fmt.Sprintf("the key is %s characters long, the limit is %d", figure(n, exact), storage.MaxKey), rule.Hint("use a shorter key, such as a hash of this one"))
		case n == 0 && exact:
			p.Report(key, "the key is empty", rule.Hint("a key has 1 to %d characters", storage.MaxKey), rule.Lower(finding.Warning))
		}
	}
}

// valueSize finds values for the storage over 2000 characters, and such as are no texts (section 7.1).
func valueSize(p *rule.Pass) {
	for _, c := range p.Calling("ApplicationStorage.put") {
		value := c.Arg(1)
		if value == nil {
			continue
		}
		if n, exact := characters(p.File).least(value); n > storage.MaxValue {
			p.Report(value, fmt.Sprintf("the value is %s characters long, the limit is %d", figure(n, exact), storage.MaxValue),
				rule.Hint("store it in parts, each under a key of its own"))
			continue
		}
		if what := notText(p.TypeOf(value)); what != "" {
			p.Report(value, fmt.Sprintf("the value is %s, and the storage takes texts", what), rule.Lower(finding.Warning),
				rule.Hint("write JSON.stringify around it"), rule.Mend(stringify(p, value)))
		}
	}
}

// notText names a type that the storage refuses (assumed: section 7.1); "" for what it takes, or what isn't known.
func notText(t program.Type) string {
	if t.Maybe {
		return ""
	}
	switch t.Kind {
	case program.List, program.Shape, program.Instance:
		return t.String()
	case program.Object:
		if _, literal := t.Origin.(*ast.ObjectLiteral); literal {
			return "an object"
		}
	}
	return ""
}

// stringify returns the change that makes JSON of an object literal, or of an array.
func stringify(p *rule.Pass, e ast.Expression) *finding.Fix {
	switch e.(type) {
	case *ast.ObjectLiteral, *ast.ArrayLiteral:
	default:
		return nil
	}
	start, end := p.Range(e)
	return p.Surround(start, end, "JSON.stringify(", ")", "write JSON.stringify around it")
}

// saySize finds texts to say over 1500 characters (section 2). Nobody knows whether tags of SSML count, so that a text which is too long by
// them only is less sure.
func saySize(p *rule.Pass) {
	limit := session.CloudLimits().SayText
	check := func(text ast.Expression) {
		r := characters(p.File)
		n, exact := r.least(text)
		if text == nil || n <= limit {
			return
		}
		details := []rule.Detail{rule.Hint("say it in parts, one after the other")}
		whole := r.of
		r.of = func(s string) int { return whole(withoutTags(s)) }
		if spoken, _ := r.least(text); spoken <= limit {
			details = append(details, rule.Lower(finding.Warning))
		}
		p.Report(text, fmt.Sprintf("the text has %s characters, more than %d", figure(n, exact), limit), details...)
	}
	for _, c := range p.Calling("Call.say", "VoxEngine.createTTSPlayer") {
		check(c.Arg(0))
	}
	for _, c := range p.Calling("VoxEngine.createSequencePlayer") {
		segments, _ := p.Property(c.Arg(0), "segments")
		list, ok := segments.(*ast.ArrayLiteral)
		for i := 0; ok && i < len(list.Value); i++ {
			text, _ := p.Property(list.Value[i], "text")
			check(text)
		}
	}
	for _, c := range p.Calling("IVRState") {
		prompt, _ := p.Property(c.Arg(1), "prompt")
		text, _ := p.Property(prompt, "say")
		check(text)
	}
}

// withoutTags leaves out what stands between < and >.
func withoutTags(s string) string {
	spoken, depth := make([]rune, 0, len(s)), 0
	for _, r := range s {
		switch {
		case r == '<':
			depth++
		case r == '>' && depth > 0:
			depth--
		case depth == 0:
			spoken = append(spoken, r)
		}
	}
	return string(spoken)
}
