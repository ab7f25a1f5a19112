package report

import (
	"testing"

	"voxemu/runtime/trace"
)

func TestProblemsHintAtTheRightName(t *testing.T) {
	for _, c := range []struct {
		rule string
		e    trace.Error
		want string
	}{
		{"a method that never was", trace.Error{Code: "VX2002", Message: "TypeError: Object has no member 'sendMedia'", Name: "Call.sendMedia"},
			"there is no Call.sendMedia: the method is sendMediaTo"},
		{"a misspelt method", trace.Error{Code: "VX2002", Message: "TypeError: Object has no member 'stopPlaybak'", Name: "Call.stopPlaybak"},
			"there is no Call.stopPlaybak: did you mean Call.stopPlayback?"},
		{"a global that never was", trace.Error{Code: "VX2002", Message: "ReferenceError: NetEvents is not defined"},
			"Net has no events: give httpRequest a callback or await httpRequestAsync"},
		{"a handler that is no function", trace.Error{Code: "VX2009", Message: "TypeError: 5 is not a function"},
			"Pass a function to addEventListener: `handler`, and not `handler()`."},
	} {
		t.Run(c.rule, func(t *testing.T) {
			if got := Problem(c.e).Hint; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
