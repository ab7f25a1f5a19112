package events_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/program"
	"voxemu/scenarios/check/rule/ruletest"
	"voxemu/scenarios/check/rules/events"
)

// found is what one rule finds.
func found(t *testing.T, code string, f *program.File) []finding.Finding {
	t.Helper()
	return ruletest.Find(t, events.Rules(), code, f)
}

// one is a rule at a piece of code.
type one struct {
	name, text string
	want       string // "line:column severity message", one finding a line
}

// try looks at each piece; with %s of around for it.
func try(t *testing.T, code, around string, tests []one) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := test.text
			if around != "" {
				text = strings.Replace(around, "…", text, 1)
			}
			var got []string
			for _, x := range found(t, code, ruletest.Read(t, "a.js", text)) {
				got = append(got, fmt.Sprintf("%d:%d %s %s", x.Pos.Line, x.Pos.Column, x.Severity, x.Message))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%s\n(-want +got):\n%s", text, diff)
			}
		})
	}
}

// incoming puts code into the handler of an incoming call.
const incoming = "VoxEngine.addEventListener(AppEvents.CallAlerting, (alert) => { const call = alert.call;\n…\n});"

// mended is a text with all fixes of one rule.
func mended(t *testing.T, code, text string) string {
	t.Helper()
	var edits []finding.Edit
	for _, x := range found(t, code, ruletest.Read(t, "a.js", text)) {
		if x.Fix != nil {
			edits = append(edits, x.Fix.Edits...)
		}
	}
	for i := len(edits) - 1; i >= 0; i-- {
		text = text[:edits[i].Start] + edits[i].Text + text[edits[i].End:]
	}
	return text
}

func TestRulesAreTold(t *testing.T) {
	var codes []string
	for _, r := range events.Rules() {
		codes = append(codes, r.Code)
	}
	want := []string{"VX1301", "VX1302", "VX1303", "VX1304", "VX1305", "VX1306", "VX1307", "VX1308"}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFixes(t *testing.T) {
	for _, test := range []struct{ name, code, text, want string }{
		{"event_of_the_right_enum", "VX1301", "const p = VoxEngine.createURLPlayer('u'); p.addEventListener(CallEvents.PlaybackFinished, () => {});", "const p = VoxEngine.createURLPlayer('u'); p.addEventListener(PlayerEvents.PlaybackFinished, () => {});"},
		{"event_in_a_text", "VX1301", "VoxEngine.callPSTN('1').addEventListener('Failed', VoxEngine.terminate);", "VoxEngine.callPSTN('1').addEventListener(CallEvents.Failed, VoxEngine.terminate);"},
		{"event_by_another_name_stays", "VX1301", "const E = PlayerEvents; VoxEngine.callPSTN('1').addEventListener(E.Error, VoxEngine.terminate);", "const E = PlayerEvents; VoxEngine.callPSTN('1').addEventListener(E.Error, VoxEngine.terminate);"},
		{"field", "VX1302", "VoxEngine.addEventListener(AppEvents.Started, (e) => { f(e.accessUrl) })", "VoxEngine.addEventListener(AppEvents.Started, (e) => { f(e.accessURL) })"},
		{"field_in_a_pattern", "VX1302", "VoxEngine.addEventListener(AppEvents.Started, ({ accessUrl }) => { f(accessUrl) })", "VoxEngine.addEventListener(AppEvents.Started, ({ accessURL: accessUrl }) => { f(accessUrl) })"},
		{"field_that_is_renamed", "VX1302", "VoxEngine.addEventListener(AppEvents.Started, ({ accessUrl: u }) => { f(u) })", "VoxEngine.addEventListener(AppEvents.Started, ({ accessURL: u }) => { f(u) })"},
		{"field_in_brackets", "VX1302", "VoxEngine.addEventListener(AppEvents.Started, (e) => { f(e[\"accessUrl\"]) })", "VoxEngine.addEventListener(AppEvents.Started, (e) => { f(e['accessURL']) })"},
		{"function_without_parameters", "VX1303", "function f() {} VoxEngine.addEventListener(AppEvents.Started, f());", "function f() {} VoxEngine.addEventListener(AppEvents.Started, f);"},
		{"function_with_an_event", "VX1303", "function f(e) {} VoxEngine.addEventListener(AppEvents.Started, f());", "function f(e) {} VoxEngine.addEventListener(AppEvents.Started, f);"},
		{"function_with_a_pattern", "VX1303", "function f({ name }) {} VoxEngine.addEventListener(AppEvents.Started, f());", "function f({ name }) {} VoxEngine.addEventListener(AppEvents.Started, f);"},
		{"function_with_something_else", "VX1303", "function f(text = 'a') {} VoxEngine.addEventListener(AppEvents.Started, f());", "function f(text = 'a') {} VoxEngine.addEventListener(AppEvents.Started, () => f());"},
		{"function_with_arguments", "VX1303", "function f(a) {} VoxEngine.addEventListener(AppEvents.Started, f(1));", "function f(a) {} VoxEngine.addEventListener(AppEvents.Started, () => f(1));"},
		{"method_with_an_event", "VX1303", "const o = { f(e) {} }; VoxEngine.addEventListener(AppEvents.Started, o.f());", "const o = { f(e) {} }; VoxEngine.addEventListener(AppEvents.Started, (event) => o.f(event));"},
		{"method_of_the_api", "VX1303", "const c = VoxEngine.callPSTN('1'); c.addEventListener(CallEvents.Connected, c.hangup());", "const c = VoxEngine.callPSTN('1'); c.addEventListener(CallEvents.Connected, () => c.hangup());"},
		{"call_that_waits_stays", "VX1303", "async function f(a) { VoxEngine.addEventListener(AppEvents.Started, JSON.stringify(await a)); }", "async function f(a) { VoxEngine.addEventListener(AppEvents.Started, JSON.stringify(await a)); }"},
		{"tones_in_a_line_of_others", "VX1305", "const c = VoxEngine.callPSTN('1'); c.addEventListener(CallEvents.ToneReceived, () => {});", "const c = VoxEngine.callPSTN('1'); c.handleTones(true); c.addEventListener(CallEvents.ToneReceived, () => {});"},
		{"tones_in_a_line_of_their_own", "VX1305", "{\n  const c = VoxEngine.callPSTN('1');\n  c.addEventListener(CallEvents.ToneReceived, () => {});\n}", "{\n  const c = VoxEngine.callPSTN('1');\n  c.handleTones(true);\n  c.addEventListener(CallEvents.ToneReceived, () => {});\n}"},
		{"tones_of_what_may_be_missing_stay", "VX1305", "const c = VoxEngine.callPSTN('1'); c?.addEventListener(CallEvents.ToneReceived, () => {});", "const c = VoxEngine.callPSTN('1'); c?.addEventListener(CallEvents.ToneReceived, () => {});"},
		{"function_that_is_called_at_once_stays", "VX1303", "VoxEngine.addEventListener(AppEvents.Started, (function () {})());", "VoxEngine.addEventListener(AppEvents.Started, (function () {})());"},
		{"tones_that_are_no_statement_stay", "VX1305", "const c = VoxEngine.callPSTN('1'); const f = () => c.addEventListener(CallEvents.ToneReceived, () => {});", "const c = VoxEngine.callPSTN('1'); const f = () => c.addEventListener(CallEvents.ToneReceived, () => {});"},
		{"tones_of_what_a_call_gives_stay", "VX1305", "VoxEngine.callPSTN('1').addEventListener(CallEvents.ToneReceived, () => {});", "VoxEngine.callPSTN('1').addEventListener(CallEvents.ToneReceived, () => {});"},
		{"interim_in_one_line", "VX1306", "const a = VoxEngine.createASR({ profile: p }); a.addEventListener(ASREvents.InterimResult, () => {});", "const a = VoxEngine.createASR({ interimResults: true, profile: p }); a.addEventListener(ASREvents.InterimResult, () => {});"},
		{"interim_in_nothing", "VX1306", "const a = VoxEngine.createASR({}); a.addEventListener(ASREvents.InterimResult, () => {});", "const a = VoxEngine.createASR({ interimResults: true }); a.addEventListener(ASREvents.InterimResult, () => {});"},
		{"interim_in_lines", "VX1306", "const a = VoxEngine.createASR({\n  profile: p,\n}); a.addEventListener(ASREvents.InterimResult, () => {});", "const a = VoxEngine.createASR({\n  interimResults: true,\n  profile: p,\n}); a.addEventListener(ASREvents.InterimResult, () => {});"},
		{"stopped_player", "VX1308", "const p = VoxEngine.createURLPlayer('u'); p.stop(); p.addEventListener(PlayerEvents.PlaybackFinished, () => {});", "const p = VoxEngine.createURLPlayer('u'); p.stop(); p.addEventListener(PlayerEvents.Stopped, () => {});"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, mended(t, test.code, test.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// Types are no part of what runs, but the fix is made in what the user wrote.
func TestFixInTypeScript(t *testing.T) {
	text := "const call: any = 1;\nVoxEngine.addEventListener(AppEvents.Started, (e: { accessUrl: string }) => { Logger.write(e.accessUrl as string); });\n"
	list := found(t, "VX1302", ruletest.Read(t, "a.ts", text))
	if len(list) != 1 || list[0].Fix == nil {
		t.Fatalf("got %v", list)
	}
	e := list[0].Fix.Edits[0]
	if got := text[:e.Start] + e.Text + text[e.End:]; !strings.Contains(got, "(e.accessURL as string)") {
		t.Errorf("the fix gives %s", got)
	}
}

// Scenarios of one rule share their calls: what one switches on, the other may wait for.
func TestCompanions(t *testing.T) {
	for _, test := range []struct {
		name, code, text, other string
		complete                bool
		want                    int
	}{
		{"another_handles_tones", "VX1305", "function keys(call) { call.addEventListener(CallEvents.ToneReceived, () => {}); }", "function on(call) { call.handleTones(true); }", true, 0},
		{"none_handles_tones", "VX1305", "function keys(call) { call.addEventListener(CallEvents.ToneReceived, () => {}); }", "function on(call) { call.answer(); }", true, 1},
		{"unknown_others_may", "VX1305", "function keys(call) { call.addEventListener(CallEvents.ToneReceived, () => {}); }", "", false, 0},
		{"another_makes_recognisers", "VX1306", "let asr = VoxEngine.createASR({}); asr = f(); asr.addEventListener(ASREvents.InterimResult, () => {});", "const b = VoxEngine.createASR({ interimResults: true });", true, 0},
		{"another_goes_on", "VX1308", skipping, "f();", true, 0},
		{"none_goes_on", "VX1308", skipping, "", false, 1},
		{"another_removes", "VX1304", repeating, "call.removeEventListener(CallEvents.PlaybackFinished);", true, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := ruletest.Read(t, "a.js", test.text)
			f.Complete = test.complete
			if test.other != "" {
				f.Companions = []*program.File{ruletest.Read(t, "b.js", test.other)}
			}
			if got := len(found(t, test.code, f)); got != test.want {
				t.Errorf("got %d findings, want %d", got, test.want)
			}
		})
	}
}

const skipping = `VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
call.addEventListener(CallEvents.ToneReceived, () => call.stopPlayback());
call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
});`

const repeating = `VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
call.addEventListener(CallEvents.ToneReceived, () => { call.addEventListener(CallEvents.PlaybackFinished, () => f()); });
});`
