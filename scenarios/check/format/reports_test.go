package format_test

import (
	"strings"

	"voxemu/runtime/diag"
	"voxemu/scenarios/check/finding"
	"voxemu/scenarios/check/format"
)

const cwd = "/home/me/phones"

const ivr = `require(Modules.ASR);
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
	e.call.addEventListener(CallEvents.OnHangup, () => {});
	e.call.say("Привет, 日本", {
		language: 'ru' });
});
`

func at(file string, line, column int) diag.Pos {
	return diag.Pos{File: file, Line: line, Column: column}
}

// edit replaces a piece of a text.
func edit(text, old, new string) finding.Edit {
	i := strings.Index(text, old)
	return finding.Edit{Start: i, End: i + len(old), Text: new}
}

func rules() []format.Rule {
	return []format.Rule{
		{
			Code: "VX1202", Name: "unknown-member", Summary: "a namespace, an enum or a class has no such member", Severity: finding.Error,
			URI: "https://voxemu.example/checks#vx1202", Help: "# VX1202 unknown-member\n\nA member that is not there is `undefined`.\n",
		},
		{Code: "VX1402", Name: "call-not-handled", Summary: "an incoming call is neither answered nor rejected", Severity: finding.Warning},
		{Code: "VX1206", Name: "unused-require", Summary: "a module is required and not used", Severity: finding.Note, URI: "checks#relative"},
		{Code: "VX1901", Name: "assumed", Severity: finding.Off},
	}
}

// mixed has one of everything: files with findings and without, places with an end, without, without a line.
func mixed() format.Report {
	const file = cwd + "/src/ivr.voxengine.js"
	return format.Report{
		Version: "1.2.3", Rules: rules(), Files: []string{cwd + "/src/zero.voxengine.js", file, cwd + "/old.voxengine.js", "/srv/shared/b.js"},
		Findings: []finding.Finding{
			{
				Code: "VX1904", Rule: "unreadable", Severity: finding.Error, Message: "the file is not UTF-8", Pos: at(cwd+"/old.voxengine.js", 0, 0),
			},
			{
				Code: "VX1206", Rule: "unused-require", Severity: finding.Note, Message: "nothing of Modules.ASR is used",
				Pos: at(file, 1, 1), Source: ivr, Fix: &finding.Fix{Title: "leave the line out", Edits: []finding.Edit{edit(ivr, "require(Modules.ASR);\n", "")}},
			},
			{
				Code: "VX1402", Rule: "call-not-handled", Severity: finding.Warning, Message: "the call is neither answered nor rejected",
				Pos: at(file, 2, 52), End: at(file, 6, 2), Source: ivr,
			},
			{
				Code: "VX1202", Rule: "unknown-member", Severity: finding.Error, Message: "CallEvents has no member OnHangup", Hint: "use CallEvents.Disconnected",
				Pos: at(file, 3, 37), End: at(file, 3, 45), Source: ivr,
				Fix: &finding.Fix{Title: "replace OnHangup by Disconnected", Edits: []finding.Edit{edit(ivr, "OnHangup", "Disconnected")}},
			},
			{
				Code: "VX1610", Rule: "local-time", Severity: finding.Note, Message: "letters before it have two bytes, and two columns",
				Pos: at(file, 4, 26), End: at(file, 5, 3), Source: ivr,
				Fix: &finding.Fix{Title: "add a voice", Edits: []finding.Edit{edit(ivr, `, 日本`, ""), {Start: strings.Index(ivr, "\t\tlanguage"), End: strings.Index(ivr, "\t\tlanguage"), Text: "\t\tvoice: v,\n"}}},
			},
			{Code: "VX1901", Rule: "assumed", Severity: finding.Off, Message: "not reported", Pos: at(file, 5, 1), Source: ivr},
			{Code: "VX1801", Rule: "rule-pattern", Severity: finding.Error, Message: "the pattern is no regular expression", Pos: at(cwd+"/rules.config.json", 3, 0)},
		},
	}
}

// nasty has what would break a form that forgets to escape.
func nasty() format.Report {
	const all = "100%\r\n::error::x, \"q\" 'a' <b> & ]]> {0} {{1}} [l](1) \x1b[31m \x00 \u009b \uffff \xff Привет 🙂"
	const code = "\tf(\"]]>\", '\x1b[2J', \xff);\r\n"
	var list []finding.Finding
	for _, file := range []string{`C:\phones\a b.js`, "a:b,c%41.js", "ж ?#&.js", "new\nline.js", "<stdin>", ""} {
		list = append(list, finding.Finding{
			Code: "VX1202", Rule: "unknown-member", Severity: finding.Warning, Message: all, Hint: all,
			Pos: at(file, 1, 2), End: at(file, 1, 4), Source: code,
			Fix: &finding.Fix{Title: all, Edits: []finding.Edit{{Start: 1, End: 2, Text: all}, {Start: 5, End: 1 << 40}}},
		})
	}
	list = append(list,
		finding.Finding{Severity: finding.Note, Message: "neither code nor rule", Pos: at("a:b,c%41.js", 99, 99), End: at("a:b,c%41.js", 98, 1), Source: code},
		finding.Finding{Severity: finding.Error, Pos: at("a:b,c%41.js", 1, 0), End: at("a:b,c%41.js", 1, 3), Fix: &finding.Fix{Title: "no text is known", Edits: []finding.Edit{{Start: 3, End: -1}}}},
		finding.Finding{Severity: finding.Error, Message: "no edits", Pos: at("a:b,c%41.js", -1, -1), Source: code, Fix: &finding.Fix{Edits: []finding.Edit{}}},
	)
	return format.Report{Findings: list, Files: []string{`C:\phones\clean.js`}, Rules: []format.Rule{{Code: "VX1202", Name: "unknown-member", Summary: all, Help: all, URI: "\x00:"}}}
}

// crowd has n findings in one file, each on a line of its own or all on one.
func crowd(n int, lines bool) format.Report {
	end := " "
	if lines {
		end = "\n"
	}
	const piece = "call.on(CallEvents.OnHangup, f);" // 32 characters
	source := strings.Repeat(piece+end, n)
	r := format.Report{Rules: rules(), Files: []string{"a.js"}}
	for i := range n {
		line, column := 1, 33*i
		if lines {
			line, column = i+1, 0
		}
		start := 33*i + 19
		r.Findings = append(r.Findings, finding.Finding{
			Code: "VX1202", Rule: "unknown-member", Severity: finding.Error, Message: "CallEvents has no member OnHangup", Hint: "use CallEvents.Disconnected",
			Pos: at("a.js", line, column+20), End: at("a.js", line, column+28), Source: source,
			Fix: &finding.Fix{Title: "replace OnHangup by Disconnected", Edits: []finding.Edit{{Start: start, End: start + 8, Text: "Disconnected"}}},
		})
	}
	return r
}
