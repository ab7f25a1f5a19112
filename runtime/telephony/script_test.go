package telephony

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseScript(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []Step
		canonical  string
	}{
		{"nothing", " ; ;\n", nil, ""},
		{"several_steps", "wait 1s; press 1#*; say yes; hangup", []Step{
			{Verb: Wait, For: time.Second}, {Verb: Press, Text: "1#*"},
			{Verb: Say, Text: "yes", Confidence: 100}, {Verb: HangUp},
		}, `wait 1s; press 1#*; say "yes"; hangup`},
		{"lines_separate_too", "hold\nresume\r\nhangup\n", []Step{{Verb: HoldOn}, {Verb: Resume}, {Verb: HangUp}}, "hold; resume; hangup"},
		{"quotes_protect_separators", `say "yes; \"please\"\\\n" confidence=80;hangup`, []Step{
			{Verb: Say, Text: "yes; \"please\"\\\n", Confidence: 80}, {Verb: HangUp},
		}, `say "yes; \"please\"\\\n" confidence=80; hangup`},
		{"confidence_without_quotes", "say yes it's fine  confidence=7 ", []Step{{Verb: Say, Text: "yes it's fine", Confidence: 7}},
			`say "yes it's fine" confidence=7`},
		{"length_of_speech", "say go on length=3s; say \"a\" length=500ms confidence=5", []Step{
			{Verb: Say, Text: "go on", For: 3 * time.Second, Confidence: 100}, {Verb: Say, Text: "a", For: 500 * time.Millisecond, Confidence: 5},
		}, `say "go on" length=3s; say "a" confidence=5 length=500ms`},
		{"an_equals_sign_is_text", "say a=b", []Step{{Verb: Say, Text: "a=b", Confidence: 100}}, `say "a=b"`},
		{"empty_text_between_quotes", `say "" confidence=0`, []Step{{Verb: Say}}, `say "" confidence=0`},
		{"durations", "wait 500ms; wait 3s; wait 2m; silence 1.5s; wait 0s; wait 24m", []Step{
			{Verb: Wait, For: 500 * time.Millisecond}, {Verb: Wait, For: 3 * time.Second}, {Verb: Wait, For: 2 * time.Minute},
			{Verb: BeSilent, For: 1500 * time.Millisecond}, {Verb: Wait}, {Verb: Wait, For: 24 * time.Minute},
		}, "wait 500ms; wait 3s; wait 2m; silence 1500ms; wait 0s; wait 24m"},
		{"before_the_answer", "ring; ring 2s; early-media; answer; answer after 3s", []Step{
			{Verb: RingFor}, {Verb: RingFor, For: 2 * time.Second}, {Verb: EarlyAudio}, {Verb: AnswerIn},
			{Verb: AnswerIn, For: 3 * time.Second},
		}, "ring; ring 2s; early-media; answer; answer after 3s"},
		{"sleep", "asleep; asleep 3s", []Step{{Verb: Asleep}, {Verb: Asleep, For: 3 * time.Second}}, "asleep; asleep 3s"},
		{"refusals", `fail 486; fail 503 no lines; busy; busy "in a; call"; no-answer; reject; reject 480`, []Step{
			{Verb: Fail, Code: 486}, {Verb: Fail, Code: 503, Text: "no lines"}, {Verb: Busy}, {Verb: Busy, Text: "in a; call"},
			{Verb: NoAnswer}, {Verb: Refuse, Code: 603}, {Verb: Refuse, Code: 480},
		}, `fail 486; fail 503 "no lines"; busy; busy "in a; call"; no-answer; reject 603; reject 480`},
		{"wait_heard", `wait-heard /press 1; (now|never)/i; wait-heard /a\/b/`, []Step{
			{Verb: WaitHeard, Text: "press 1; (now|never)", Flags: "i"}, {Verb: WaitHeard, Text: `a\/b`},
		}, `wait-heard /press 1; (now|never)/i; wait-heard /a\/b/`},
		{"signals", `info application/json {"a":1}; message hi  you; refer sip:a@b.c`, []Step{
			{Verb: SendInfo, Type: "application/json", Text: `{"a":1}`}, {Verb: SendText, Text: "hi  you"},
			{Verb: ReferTo, Text: "sip:a@b.c"},
		}, `info application/json "{\"a\":1}"; message "hi  you"; refer sip:a@b.c`},
		{"quality_of_the_network", "loss 5%; loss 0.25%; loss 100%; loss 0%; jitter 30ms; jitter 1s", []Step{
			{Verb: LosesSome, Percent: 5}, {Verb: LosesSome, Percent: 0.25}, {Verb: LosesSome, Percent: 100}, {Verb: LosesSome},
			{Verb: Jitters, For: 30 * time.Millisecond}, {Verb: Jitters, For: time.Second},
		}, "loss 5%; loss 0.25%; loss 100%; loss 0%; jitter 30ms; jitter 1s"},
		{"transfers", `accept-transfer; accept-transfer after 2s; refuse-transfer; refuse-transfer 486 "on the phone"`, []Step{
			{Verb: AgreeTo}, {Verb: AgreeTo, For: 2 * time.Second}, {Verb: DeclineTo, Code: 603}, {Verb: DeclineTo, Code: 486, Text: "on the phone"},
		}, `accept-transfer; accept-transfer after 2s; refuse-transfer 603; refuse-transfer 486 "on the phone"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ParseScript(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got.Steps); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
			if got.String() != c.canonical {
				t.Errorf("written as %s, want %s", got, c.canonical)
			}
		})
	}
}

func TestParseScriptErrors(t *testing.T) {
	all := "allowed: asleep, ring, early-media, answer, fail, busy, no-answer, reject, wait, wait-heard, say, press, silence, beep, hold, " +
		"resume, info, message, refer, accept-transfer, refuse-transfer, hangup, amd, loss, jitter"
	for text, want := range map[string]string{
		"wait 1s; prss 1":      `step 2, column 10: unknown step "prss", did you mean "press"? (` + all + `)`,
		"żółw":                 `step 1, column 1: unknown step "żółw" (` + all + `)`,
		"say żółw; waid 1s":    `step 2, column 11: unknown step "waid", did you mean "wait"? (` + all + `)`,
		"wait":                 `step 1, column 5: wait needs a duration (a duration is such as 500ms, 3s or 2m)`,
		"wait 5":               `step 1, column 6: "5" is no duration (a duration is such as 500ms, 3s or 2m, up to 24 hours)`,
		"wait 1441m":           `step 1, column 6: "1441m" is no duration (a duration is such as 500ms, 3s or 2m, up to 24 hours)`,
		"answer in 3s":         `step 1, column 8: "in" is not understood (allowed: after and a duration, or nothing)`,
		"answer after":         `step 1, column 13: a duration is missing (a duration is such as 500ms, 3s or 2m)`,
		"hangup now":           `step 1, column 8: "now" is too much for hangup (steps are separated by ;)`,
		"say":                  `step 1, column 4: a text is missing (an empty one is written "")`,
		"say confidence=5":     `step 1, column 5: a text is missing (an empty one is written "")`,
		"say a confidence=500": `step 1, column 7: "confidence=500" is not understood (allowed after the text: confidence=0 to confidence=100, length=3s)`,
		`say "a" loud`:         `step 1, column 9: "loud" is not understood (allowed after the text: confidence=0 to confidence=100, length=3s)`,
		`say "a`:               `step 1, column 5: the quote is not closed (add a ")`,
		`say "a\q"`:            `step 1, column 7: a backslash stands alone (allowed: \" \\ \n \r \t)`,
		`say "a\`:              `step 1, column 7: a backslash stands alone (allowed: \" \\ \n \r \t)`,
		"press 1a":             `step 1, column 7: press cannot press "1a" (allowed: the keys 0-9, * and #)`,
		"fail":                 `step 1, column 5: fail needs a SIP code, not "" (300 to 699, such as 486 busy, 480 unavailable, 603 declined)`,
		"reject 200":           `step 1, column 8: reject needs a SIP code, not "200" (300 to 699, such as 486 busy, 480 unavailable, 603 declined)`,
		"wait-heard hello":     `step 1, column 12: wait-heard needs an expression between slashes (such as wait-heard /press (1|one)/i)`,
		"wait-heard /hello":    `step 1, column 12: the expression is not closed (such as wait-heard /press (1|one)/i)`,
		`wait-heard /hello\`:   `step 1, column 12: the expression is not closed (such as wait-heard /press (1|one)/i)`,
		"wait-heard //":        `step 1, column 12: the expression is empty (such as wait-heard /press (1|one)/i)`,
		"wait-heard /a/g":      `step 1, column 15: unknown flags "g" (allowed: i, m, s, u)`,
		"wait-heard /(?=a)/":   "step 1, column 12: error parsing regexp: invalid or unsupported Perl syntax: `(?=` (look-around and back references are not supported)",
		"info":                 `step 1, column 5: info needs a type and a body (such as info text/plain hello)`,
		"loss":                 `step 1, column 5: loss needs a share of the packets, not "" (0% to 100%, such as loss 5%)`,
		"loss 5":               `step 1, column 6: loss needs a share of the packets, not "5" (0% to 100%, such as loss 5%)`,
		"loss 101%":            `step 1, column 6: loss needs a share of the packets, not "101%" (0% to 100%, such as loss 5%)`,
		"loss -1%":             `step 1, column 6: loss needs a share of the packets, not "-1%" (0% to 100%, such as loss 5%)`,
		"loss NaN%":            `step 1, column 6: loss needs a share of the packets, not "NaN%" (0% to 100%, such as loss 5%)`,
		"jitter":               `step 1, column 7: jitter needs a duration (a duration is such as 500ms, 3s or 2m)`,
		"refer":                `step 1, column 6: refer needs an address (such as refer sip:anna@example.com)`,
		"message":              `step 1, column 8: a text is missing (an empty one is written "")`,
	} {
		t.Run(text, func(t *testing.T) {
			if _, err := ParseScript(text); err == nil || err.Error() != want {
				t.Errorf("got  %v\nwant %s", err, want)
			}
		})
	}
}

func TestParseSocketScript(t *testing.T) {
	for text, canonical := range map[string]string{
		`answer after 1s; wait-message /"type":"hi"/i; message {"ok":1}`: `answer after 1s; wait-message /"type":"hi"/i; message "{\"ok\":1}"`,
		`reply /ping/ pong; say hello tag=a pace=burst; stop-media a`:    `reply /ping/ "pong"; say "hello" tag=a pace=burst; stop-media a`,
		`stop-media; close; close 1011 gone; drop`:                       `stop-media; close 1000; close 1011 "gone"; drop`,
		`reject; reject 503 later; no-answer; silence 2s`:                `reject 403; reject 503 "later"; no-answer; silence 2s`,
	} {
		got, err := ParseSocketScript(text)
		if err != nil || got.String() != canonical {
			t.Errorf("%s\n got  %s, %v\n want %s", text, got, err, canonical)
		}
		if again, err := ParseSocketScript(canonical); err != nil || !cmp.Equal(got, again) {
			t.Errorf("%s is read as %s, %v", canonical, again, err)
		}
	}
	all := " (allowed: answer, reject, no-answer, wait, message, wait-message, reply, say, silence, wait-heard, stop-media, close, drop)"
	for text, want := range map[string]string{
		"press 1":              "step 1, column 1: press is a step of calls" + all,
		"wait 1s; clos":        `step 2, column 10: unknown step "clos", did you mean "close"?` + all,
		"close 99":             `step 1, column 7: close needs the code of a WebSocket, not "99" (1000 to 4999, such as 1000 done, 1001 going away, 1011 internal error)`,
		"reply ping pong":      `step 1, column 7: reply needs an expression between slashes (such as reply /press (1|one)/i)`,
		"reply /ping/":         `step 1, column 13: an answer is missing (an empty one is written "")`,
		`say "a" pace=slow`:    `step 1, column 9: "pace=slow" is not understood (allowed after the text: confidence=0 to confidence=100, length=3s, tag=NAME, pace=burst)`,
		`say "a" length=0s`:    `step 1, column 9: "length=0s" is not understood (allowed after the text: confidence=0 to confidence=100, length=3s, tag=NAME, pace=burst)`,
		"wait-message /a/ b c": `step 1, column 18: "b" is too much for wait-message (steps are separated by ;)`,
	} {
		if _, err := ParseSocketScript(text); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
	if _, err := ParseScript("close"); err == nil || !strings.HasPrefix(err.Error(), "step 1, column 1: close is a step of WebSockets (allowed: asleep, ring,") {
		t.Errorf("a call's far end closes: %v", err)
	}
}

func TestParseStep(t *testing.T) {
	got, err := ParseStep(` say "yes; please" `)
	if want := (Step{Verb: Say, Text: "yes; please", Confidence: 100}); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	for text, want := range map[string]string{
		"say yes; hangup": `step 1, column 8: one step expected (put a text that contains ";" between double quotes)`,
		"hangup later":    `step 1, column 8: "later" is too much for hangup (steps are separated by ;)`,
	} {
		if _, err := ParseStep(text); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if _, err := ParseStep("  "); err == nil {
		t.Error("nothing is a step")
	}
}

func FuzzParseScript(f *testing.F) {
	for _, text := range []string{
		"wait 1s; press 1; say yes; hangup", `say "a;b" confidence=80`, "wait-heard /re/i\nring 2s", "fail 486 text",
		`info a/b {"x":1}; message "\\\n"; refer sip:a@b`, "answer after 3s; silence 1.5s; busy x; reject",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseScript(text)
		if err != nil {
			if e, ok := err.(*ScriptError); !ok || e.Step < 1 || e.Column < 1 || e.Text == "" {
				t.Fatalf("error %#v", err)
			}
			return
		}
		again, err := ParseScript(s.String())
		if err != nil {
			t.Fatalf("%q was written as %q, which is %v", text, s, err)
		}
		if diff := cmp.Diff(s, again); diff != "" {
			t.Fatalf("%q was written as %q:\n%s", text, s, diff)
		}
		for _, step := range s.Steps {
			if one, err := ParseStep(step.String()); err != nil || one != step {
				t.Fatalf("step %q: got %+v, %v", step, one, err)
			}
		}
	})
}
