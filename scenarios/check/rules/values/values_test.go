package values_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/check/rule/ruletest"
	"voxemu/scenarios/check/rules/values"
)

// look applies one rule, and returns what it finds, as "2:3 error: message", and the text with the first fix.
func look(t *testing.T, code, name, text string, companions ...string) (found []string, fixed string) {
	t.Helper()
	f := ruletest.Read(t, name, text, companions...)
	f.Complete = len(companions) > 0
	list := ruletest.Find(t, values.Rules(), code, f)
	for _, x := range list {
		if x.Fix != nil {
			text, _ = ruletest.Mended(text, x.Fix)
			break
		}
	}
	return ruletest.Lines(list), text
}

type test struct{ name, text, want string }

func run(t *testing.T, code string, tests []test) {
	t.Helper()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, _ := look(t, code, "a.js", test.text)
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%.300s (-want +got):\n%s", test.text, diff)
			}
		})
	}
}

func text(n int) string { return "'" + strings.Repeat("x", n) + "'" }

func TestCustomDataSize(t *testing.T) {
	const at = "1:22 error: the text has "
	const takes = " bytes, and customData takes 200"
	run(t, "VX1601", []test{
		{"200_bytes", "VoxEngine.customData(" + text(200) + ")", ""},
		{"201_bytes", "VoxEngine.customData(" + text(201) + ")", at + "201" + takes},
		{"read", "VoxEngine.customData()", ""},
		{"100_letters_of_two_bytes", "VoxEngine.customData('" + strings.Repeat("ж", 100) + "')", ""},
		{"101_letters_of_two_bytes", "VoxEngine.customData('" + strings.Repeat("ж", 101) + "')", at + "202" + takes},
		{"of_a_call", "VoxEngine.callPSTN('1').customData(" + text(201) + ")", "1:36 error: the text has 201" + takes},
		{"of_anything", "x.customData(" + text(201) + ")", ""},
		{"repeated", "VoxEngine.customData('ab'.repeat(101))", at + "202" + takes},
		{"repeated_just_as_often", "VoxEngine.customData('ab'.repeat(100))", ""},
		{"repeated_nobody_knows_how_often", "VoxEngine.customData('ab'.repeat(n))", ""},
		{"repeated_very_often", "VoxEngine.customData('ab'.repeat(1e18))", at + "1073741824" + takes},
		{"repeated_by_something_else", "VoxEngine.customData(x.repeat(300))", ""},
		{"filled_up", "VoxEngine.customData('ab'.padEnd(201))", at + "201" + takes},
		{"filled_up_with_nothing", "VoxEngine.customData('ab'.padStart(201, ''))", ""},
		{"cut", "VoxEngine.customData('ab'.repeat(500).slice(0, 200))", ""},
		{"template", "VoxEngine.customData(`" + strings.Repeat("x", 150) + "${a}" + strings.Repeat("x", 51) + "`)", at + "at least 201" + takes},
		{"template_that_may_be_just_right", "VoxEngine.customData(`" + strings.Repeat("x", 150) + "${a}" + strings.Repeat("x", 50) + "`)", ""},
		{"tagged_template", "VoxEngine.customData(tag`" + strings.Repeat("x", 201) + "`)", ""},
		{"sum", "VoxEngine.customData(" + text(200) + " + 7)", at + "201" + takes},
		{"sum_of_anything", "VoxEngine.customData(a + b)", ""},
		{"either", "VoxEngine.customData(a ? " + text(201) + " : " + text(300) + ")", at + "at least 201" + takes},
		{"one_of_two", "VoxEngine.customData(a ? " + text(201) + " : 'x')", ""},
		{"constant", "const d = " + text(201) + ";\nVoxEngine.customData(d)", "2:22 error: the text has 201" + takes},
		{"variable", "let d = " + text(201) + "; d = 'x'; VoxEngine.customData(d)", ""},
		{"json", "VoxEngine.customData(JSON.stringify({ to: n, text: " + text(190) + " }))", at + "at least 201" + takes},
		{"json_of_just_200_bytes", "VoxEngine.customData(JSON.stringify({ text: " + text(189) + " }))", ""},
		{"json_of_201_bytes", "VoxEngine.customData(JSON.stringify({ text: " + text(190) + " }))", at + "at least 201" + takes},
		{"json_of_a_list", "VoxEngine.customData(JSON.stringify([" + text(194) + ", true, 1]))", at + "at least 205" + takes},
		{"json_of_a_list_with_more", "VoxEngine.customData(JSON.stringify([...a, " + text(300) + "]))", ""},
		{"json_of_sums", "VoxEngine.customData(JSON.stringify(['a' + " + text(200) + ", `" + strings.Repeat("x", 9) + "`]))", at + "at least 217" + takes},
		{"json_in_variables", "const t = " + text(200) + "; VoxEngine.customData(JSON.stringify({ t, u: t }))", "1:236 error: the text has at least 414" + takes},
		{"json_that_is_spread_over", "VoxEngine.customData(JSON.stringify({ a: " + text(300) + ", ...o }))", ""},
		{"json_with_a_computed_key", "VoxEngine.customData(JSON.stringify({ a: " + text(300) + ", [k]: 1 }))", ""},
		{"json_with_a_getter", "VoxEngine.customData(JSON.stringify({ get a() { return " + text(300) + " } }))", ""},
		{"json_of_an_object_that_is_changed", "const o = { a: " + text(300) + " }; delete o.a; VoxEngine.customData(JSON.stringify(o))", ""},
		{"json_of_an_object_in_a_variable", "const o = { a: " + text(200) + " }; VoxEngine.customData(JSON.stringify(o))", "1:243 error: the text has at least 208" + takes},
		{"json_with_a_filter", "VoxEngine.customData(JSON.stringify({ a: " + text(300) + " }, ['b']))", ""},
		{"names_for_each_other", "const a = b; const b = a; VoxEngine.customData(a)", ""},
	})
}

func TestKeySize(t *testing.T) {
	run(t, "VX1602", []test{
		{"200_characters", "ApplicationStorage.get(" + text(200) + ")", ""},
		{"201_characters", "ApplicationStorage.get(" + text(201) + ")", "1:24 error: the key is 201 characters long, the limit is 200"},
		{"characters_are_no_bytes", "ApplicationStorage.get('" + strings.Repeat("я", 200) + "')", ""},
		{"characters_above_the_first_plane_count_twice", "ApplicationStorage.remove('" + strings.Repeat("😀", 101) + "')", "1:27 error: the key is 202 characters long, the limit is 200"},
		{"of_put", "ApplicationStorage.put(`a:${" + text(200) + "}`, 'v')", "1:24 error: the key is 202 characters long, the limit is 200"},
		{"partly_known", "ApplicationStorage.put(" + text(201) + " + a, 'v')", "1:24 error: the key is at least 201 characters long, the limit is 200"},
		{"older_name_of_remove", "ApplicationStorage.delete(" + text(201) + ")", "1:27 error: the key is 201 characters long, the limit is 200"},
		{"empty", "ApplicationStorage.get('')", "1:24 warning: the key is empty"},
		{"may_be_empty", "ApplicationStorage.get(`${a}`)", ""},
		{"pattern_of_keys", "ApplicationStorage.keys(" + text(201) + ")", ""},
		{"missing", "ApplicationStorage.get()", ""},
	})
}

func TestValueSize(t *testing.T) {
	const refused = ", and the storage takes texts"
	run(t, "VX1603", []test{
		{"2000_characters", "ApplicationStorage.put('k', " + text(2000) + ")", ""},
		{"2001_characters", "ApplicationStorage.put('k', " + text(2001) + ")", "1:29 error: the value is 2001 characters long, the limit is 2000"},
		{"repeated", "ApplicationStorage.put('k', 'v'.repeat(2001))", "1:29 error: the value is 2001 characters long, the limit is 2000"},
		{"number", "ApplicationStorage.put('k', 0)", ""},
		{"boolean", "ApplicationStorage.put('k', true)", ""},
		{"missing", "ApplicationStorage.put('k')", ""},
		{"object", "ApplicationStorage.put('k', { a: 1 })", "1:29 warning: the value is an object" + refused},
		{"list", "ApplicationStorage.put('k', [1])", "1:29 warning: the value is an array" + refused},
		{"object_in_a_variable", "const o = { a: 1 }; ApplicationStorage.put('k', o)", "1:49 warning: the value is an object" + refused},
		{"call", "ApplicationStorage.put('k', VoxEngine.callPSTN('1'))", "1:29 warning: the value is a Call" + refused},
		{"object_of_a_class", "class A { toString() { return 'a' } } ApplicationStorage.put('k', new A())", ""},
		{"anything", "ApplicationStorage.put('k', o)", ""},
		{"may_be_null", "let o = null; o = [1]; ApplicationStorage.put('k', o)", ""},
	})
	if _, fixed := look(t, "VX1603", "a.js", "ApplicationStorage.put('k', { a: 1 })"); fixed != "ApplicationStorage.put('k', JSON.stringify({ a: 1 }))" {
		t.Errorf("fixed: %s", fixed)
	}
	if _, fixed := look(t, "VX1603", "a.js", "const o = [1]; ApplicationStorage.put('k', o)"); fixed != "const o = [1]; ApplicationStorage.put('k', o)" {
		t.Errorf("a name is left alone: %s", fixed)
	}
}

func TestTTL(t *testing.T) {
	const moment = "1:34 error: the ttl is a moment, not a number of seconds from now"
	put := func(ttl string) string { return "ApplicationStorage.put('k', 'v', " + ttl + ")" }
	run(t, "VX1604", []test{
		{"90_days", put("7776000"), ""},
		{"a_second_more", put("7776001"), "1:34 error: the ttl is 7776001 seconds, more than the 90 days that are the limit"},
		{"product", put("60 * 60 * 24 * 91"), "1:34 error: the ttl is 7862400 seconds, more than the 90 days that are the limit"},
		{"none", "ApplicationStorage.put('k', 'v')", ""},
		{"one", put("1"), ""},
		{"zero", put("0"), "1:34 warning: the value expires at once, as its ttl is below one second"},
		{"half_a_second", put("0.5"), "1:34 warning: the value expires at once, as its ttl is below one second"},
		{"negative", put("-1"), "1:34 error: the ttl is -1 seconds, it can't be negative"},
		{"milliseconds_over_the_limit", put("24 * 3600 * 1000"), "1:34 error: the ttl is 86400000 seconds, more than the 90 days that are the limit"},
		{"milliseconds_below_the_limit", put("60 * 60 * 1000"), "1:34 note: the ttl is in seconds, and this looks like milliseconds: 3600000 seconds are 42 days"},
		{"a_minute_in_milliseconds", "const minute = 60 * 1000; " + put("minute"), "1:60 note: the ttl is in seconds, and this looks like milliseconds: 60000 seconds are 17 hours"},
		{"a_thousand_seconds", put("1000"), "1:34 note: the ttl is in seconds, and this looks like milliseconds: 1000 seconds are 17 minutes"},
		{"a_second_in_milliseconds", put("0.1 * 1000"), "1:34 note: the ttl is in seconds, and this looks like milliseconds: 100 seconds are 100 seconds"},
		{"anything", put("ttl"), ""},
		{"text_with_a_number", put("'3600'"), ""},
		{"text", put("'1 day'"), ""},
		{"text_without_a_digit", put("'day'"), "1:34 error: the ttl is not a number"},
		{"now", put("Date.now()"), moment},
		{"now_in_seconds", put("Math.floor(Date.now() / 1000) + 3600"), moment},
		{"now_by_a_date", put("3600 + new Date().getTime() / 1000"), moment},
		{"now_in_a_variable", "const now = Date.now(); " + put("now"), "1:58 error: the ttl is a moment, not a number of seconds from now"},
		{"time_until_a_moment", put("until - Date.now()"), ""},
		{"now_and_something", put("Date.now() + x"), ""},
		{"now_in_days", put("Date.now() / 86400000"), ""},
		{"own_Date", "const Date = clock; " + put("Date.now()"), ""},
		{"time_of_another_date", put("new Date(x).getTime()"), ""},
		{"time_of_now_by_a_date", put("new Date(Date.now()).getTime()"), moment},
		{"time_of_a_date_of_something", put("new Date(f(1)).getTime()"), ""},
		{"other_method", put("Math.max(1, x)"), ""},
		{"names_for_each_other", "const a = b; const b = a; " + put("a"), ""},
		{"products_of_each_other", "const a = b * 1; const b = a * 1; " + put("a"), ""},
	})
}

func TestShortInterval(t *testing.T) {
	run(t, "VX1605", []test{
		{"100_ms", "setInterval(f, 100)", ""},
		{"99_ms", "setInterval(f, 99)", "1:16 note: an interval of 99 ms is one of 100 ms in the cloud"},
		{"zero", "setInterval(f, 0)", "1:16 note: an interval of 0 ms is one of 100 ms in the cloud"},
		{"negative", "setInterval(f, -5)", "1:16 note: an interval of -5 ms is one of 100 ms in the cloud"},
		{"constant", "const ms = 20; setInterval(f, ms)", "1:31 note: an interval of 20 ms is one of 100 ms in the cloud"},
		{"missing", "setInterval(f)", "1:1 note: an interval without a time is one of 100 ms"},
		{"spread", "setInterval(...args)", ""},
		{"anything", "setInterval(f, ms)", ""},
		{"timeout", "setTimeout(f, 5)", ""},
		{"own", "function setInterval() {} setInterval(f, 5)", ""},
	})
	if _, fixed := look(t, "VX1605", "a.js", "setInterval(f, 50)"); fixed != "setInterval(f, 100)" {
		t.Errorf("fixed: %s", fixed)
	}
	if _, fixed := look(t, "VX1605", "a.js", "setInterval(f, 5 * 10)"); fixed != "setInterval(f, 5 * 10)" {
		t.Errorf("a calculation is left alone: %s", fixed)
	}
}

func TestSaySize(t *testing.T) {
	const call = "const call = VoxEngine.callPSTN('1');\n"
	run(t, "VX1606", []test{
		{"1500_characters", call + "call.say(" + text(1500) + ")", ""},
		{"1501_characters", call + "call.say(" + text(1501) + ")", "2:10 error: the text has 1501 characters, more than 1500"},
		{"partly_known", call + "call.say(name + " + text(1501) + ")", "2:10 error: the text has at least 1501 characters, more than 1500"},
		{"too_long_by_tags_only", call + "call.say('" + strings.Repeat("<b>x</b> > ", 187) + "')", "2:10 warning: the text has 2057 characters, more than 1500"},
		{"too_long_without_tags", call + "call.say('<b>" + strings.Repeat("x", 1501) + "</b>')", "2:10 error: the text has 1508 characters, more than 1500"},
		{"player", "VoxEngine.createTTSPlayer(" + text(1501) + ")", "1:27 error: the text has 1501 characters, more than 1500"},
		{"sequence", "VoxEngine.createSequencePlayer({ segments: [{ url: 'https://a.b' }, { text: " + text(1501) + " }, x] })", "1:77 error: the text has 1501 characters, more than 1500"},
		{"sequence_of_anything", "VoxEngine.createSequencePlayer({ segments: s })", ""},
		{"prompt", "new IVRState('a', { type: 'noinput', prompt: { say: " + text(1501) + " } })", "1:53 error: the text has 1501 characters, more than 1500"},
		{"prompt_with_a_file", "new IVRState('a', { prompt: { play: 'https://a.b' } })", ""},
		{"anything", "x.say(" + text(1501) + ")", ""},
		{"nothing", call + "call.say()", ""},
	})
}

func TestScenarioSize(t *testing.T) {
	filled := func(n int) string { return "//" + strings.Repeat("x", n-2) }
	for _, test := range []struct{ name, file, text, want string }{
		{"128_KB", "a.js", filled(128 << 10), ""},
		{"a_byte_more", "a.js", filled(128<<10 + 1), "0:0 note: the scenario has 131073 bytes, and the management API may take 131072 only"},
		{"262144_characters", "a.js", filled(262144), "0:0 note: the scenario has 262144 bytes, and the management API may take 131072 only"},
		{"262145_characters", "a.js", filled(262145), "0:0 error: the scenario has 262145 characters, 1 more than the cloud takes"},
		{"characters_are_no_bytes", "a.js", "//" + strings.Repeat("я", 262142), "0:0 note: the scenario has 524286 bytes, and the management API may take 131072 only"},
		{"typescript_is_less_sure", "a.ts", "let a: string = '" + strings.Repeat("x", 262144) + "'", "0:0 warning: the scenario has about 262156 characters without its types, and the cloud takes 262144"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _ := look(t, "VX1607", test.file, test.text)
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHeaderNames(t *testing.T) {
	const dropped = " is dropped: custom headers of calls start with X-"
	note := func(at, name string) string { return at + " note: the header " + name + dropped }
	const call = "const call = VoxEngine.callPSTN('1', '2');\n"
	run(t, "VX1608", []test{
		{"answer", call + "call.answer({ 'X-A': '1', Account: '2' })", note("2:27", "Account")},
		{"lower_case", call + "call.answer({ 'x-a': '1' })", ""},
		{"x_alone", call + "call.answer({ 'X-': '1' })", note("2:15", "X-")},
		{"of_the_platform", call + "call.answer({ 'VI-CallTimeout': '30', 'VI-Client-Type': 'a', 'User-to-User': 'b' })", ""},
		{"second_argument", call + "call.reject(486, { Reason: 'busy' })", note("2:20", "Reason")},
		{"third_argument", call + "call.sendInfo('a/b', '', { Subject: 'x' })", note("2:28", "Subject")},
		{"short_property", call + "call.hangup({ Authorization })", note("2:15", "Authorization")},
		{"computed_name", call + "call.hangup({ [name]: 'x' })", ""},
		{"in_a_variable", "const headers = { Account: '1' };\n" + call + "call.ring(headers)", note("1:19", "Account")},
		{"handed_on", call + "call.answer(e.headers)", ""},
		{"none", call + "call.answer()", ""},
		{"parameters_of_callUser", "VoxEngine.callUser({ username: 'a', extraHeaders: { Account: '1' } })", note("1:53", "Account")},
		{"older_form_of_callUser", "VoxEngine.callUser('a', 'b', 'c', { Account: '1' })", note("1:37", "Account")},
		{"parameters_of_callSIP", "VoxEngine.callSIP('sip:a@b', { callerid: 'c', headers: { Account: '1' } })", note("1:58", "Account")},
		{"older_form_of_callSIP", "VoxEngine.callSIP('sip:a@b', 'c', 'd', 'e', 'f', { Account: '1' })", note("1:52", "Account")},
		{"callUserDirect", "VoxEngine.callUserDirect(c, 'a', { extraHeaders: { Account: '1' } })", note("1:52", "Account")},
		{"callConference", "VoxEngine.callConference('a', 'b', 'c', { Account: '1' })", note("1:43", "Account")},
		{"queue", "VoxEngine.enqueueACDRequest('a', 'b', { headers: { Account: '1' } })", note("1:52", "Account")},
		{"smart_queue", "VoxEngine.enqueueTask({ extraHeaders: { Account: '1' } })", note("1:41", "Account")},
		{"transfer", call + "call.transferTo({ to: 'sip:a@b', headers: { Account: '1' } })", note("2:45", "Account")},
		{"of_HTTP", "Net.httpRequest('https://a.b', f, { headers: { Accept: 'x' } })", ""},
		{"of_a_socket", "VoxEngine.createWebSocket('wss://a.b', { headers: [{ name: 'Accept', value: 'x' }] })", ""},
	})
}

func TestSocketAddress(t *testing.T) {
	ip := func(at, address string) string {
		return at + " error: wss:// needs the name of a host, not the IP address " + address
	}
	const at = "1:27"
	run(t, "VX1609", []test{
		{"name", "VoxEngine.createWebSocket('wss://a.example.com:8080/x')", ""},
		{"ip", "VoxEngine.createWebSocket('wss://10.0.0.7')", ip(at, "10.0.0.7")},
		{"ip_and_port", "VoxEngine.createWebSocket('wss://10.0.0.7:8080/x')", ip(at, "10.0.0.7")},
		{"ip_and_user", "VoxEngine.createWebSocket('WSS://me:pw@10.0.0.7/x')", ip(at, "10.0.0.7")},
		{"ip_of_version_6", "VoxEngine.createWebSocket('wss://[::1]:8080/x')", ip(at, "::1")},
		{"version_6_without_end", "VoxEngine.createWebSocket('wss://[::1')", ""},
		{"ip_without_tls", "VoxEngine.createWebSocket('ws://10.0.0.7:8080/x')", ""},
		{"name_that_begins_like_one", "VoxEngine.createWebSocket('wss://10.0.0.7.example.com/x')", ""},
		{"path_that_is_not_known", "VoxEngine.createWebSocket(`wss://10.0.0.7/${path}`)", ip(at, "10.0.0.7")},
		{"port_that_is_not_known", "VoxEngine.createWebSocket('wss://10.0.0.7:' + port)", ip(at, "10.0.0.7")},
		{"end_of_the_host_that_is_not_known", "VoxEngine.createWebSocket(`wss://10.0.0.7${rest}`)", ""},
		{"host_that_is_not_known", "VoxEngine.createWebSocket(`wss://${host}/10.0.0.7/`)", ""},
		{"host_in_a_constant", "const host = '10.0.0.7'; VoxEngine.createWebSocket(`wss://${host}:${443}/x`)", ip("1:52", "10.0.0.7")},
		{"host_that_is_set_twice", "let host = '10.0.0.7'; host = x; VoxEngine.createWebSocket(`wss://${host}/x`)", ""},
		{"sum_of_anything", "VoxEngine.createWebSocket(a + '/x')", ""},
		{"number", "VoxEngine.createWebSocket('wss://10.0.0.' + 7)", ip(at, "10.0.0.7")},
		{"made_with_new", "new WebSocket('wss://10.0.0.7')", ip("1:15", "10.0.0.7")},
		{"http", "VoxEngine.createWebSocket('https://a.example.com')", at + " warning: a WebSocket has no address that begins with https://"},
		{"no_scheme", "VoxEngine.createWebSocket('a.example.com/x')", at + " warning: the address begins neither with ws:// nor with wss://"},
		{"beginning_that_is_not_known", "VoxEngine.createWebSocket(x)", ""},
		{"tagged_template", "VoxEngine.createWebSocket(tag`wss://10.0.0.7`)", ""},
		{"none", "VoxEngine.createWebSocket()", ""},
		{"names_for_each_other", "const a = `${b}`; const b = `${a}`; VoxEngine.createWebSocket(a)", ""},
	})
}

func TestLocalTime(t *testing.T) {
	const in = " is in UTC: the cloud has no other time"
	note := func(at, method string) string { return at + " note: " + method + in + " zone" }
	run(t, "VX1610", []test{
		{"hours", "const h = new Date().getHours();", note("1:22", "getHours")},
		{"without_parentheses", "const h = (new Date).getDay();", note("1:22", "getDay")},
		{"of_now", "const h = new Date(Date.now()).getHours();", note("1:32", "getHours")},
		{"in_a_variable_once", "const d = new Date(); f(d.getHours(), d.getDay(), d.getDate())", note("1:27", "getHours")},
		{"in_two_functions", "function a() { const d = new Date(); return d.getHours() }\nfunction b() { const d = new Date(); return d.getDay() }", note("1:47", "getHours") + "\n" + note("2:47", "getDay")},
		{"of_the_language", "f(new Date().toLocaleTimeString('en-US'))", note("1:14", "toLocaleTimeString")},
		{"with_a_style", "f(new Date().toLocaleString('en-US', { hour12: false }))", note("1:14", "toLocaleString")},
		{"with_options", "f(new Date().toLocaleString('en-US', options))", ""},
		{"with_a_zone", "f(new Date().toLocaleString('en-US', { timeZone: 'Asia/Tokyo' }))", ""},
		{"mentions_of_UTC", "const d = new Date(); f(d.getUTCHours(), d.getHours())", ""},
		{"comment_about_zones", "f(new Date().getHours()) // GMT", ""},
		{"local_time", "const d = getLocalTime('Asia/Tokyo', new Date()); f(d.getHours())", ""},
		{"arithmetic_of_zones", "const d = new Date(); d.setHours(d.getHours() + 3); f(d.getHours())", ""},
		{"hours_of_another_place", "f((new Date().getHours() + 3) % 24)", ""},
		{"hours_before", "f(new Date().getHours() - 5)", ""},
		{"sum_with_a_text", "f('' + new Date().getHours())", note("1:19", "getHours")},
		{"product", "const d = new Date(); f(d.getHours() * 60 + d.getMinutes())", note("1:27", "getHours")},
		{"year", "f(new Date().getFullYear(), new Date().getMinutes())", ""},
		{"date_that_is_handed_on", "const d = new Date(); move(d); f(d.getHours())", ""},
		{"date_of_something", "f(new Date(stamp).getHours())", ""},
		{"date_of_a_call", "f(new Date(stamp()).getHours())", ""},
		{"date_of_parts", "f(new Date(2026, 1).getHours())", ""},
		{"anything", "f(d.getHours())", ""},
		{"own_Date", "class Date {} f(new Date().getHours())", ""},
		{"no_method", "getHours()", ""},
	})
	if got, _ := look(t, "VX1610", "a.js", "f(new Date().getHours())", "var zone = 'Asia/Tokyo';"); len(got) > 0 {
		t.Errorf("a companion mentions zones: got %q", got)
	}
}

func TestFixesOfLocalTime(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"one", "f(new Date().getHours())", "f(new Date().getUTCHours())"},
		{"all_of_a_variable", "const d = new Date(); f(d.getHours(), d.getMinutes(), d.getTime(), d.toLocaleString())", "const d = new Date(); f(d.getUTCHours(), d.getUTCMinutes(), d.getTime(), d.toLocaleString())"},
		{"none_for_texts", "f(new Date().toLocaleString())", "f(new Date().toLocaleString())"},
		{"none_in_brackets", "f(new Date()['getHours']())", "f(new Date()['getHours']())"},
		{"typescript", "const d: any = new Date(); f(d.getHours())", "const d: any = new Date(); f(d.getUTCHours())"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := "a.js"
			if test.name == "typescript" {
				file = "a.ts"
			}
			if _, fixed := look(t, "VX1610", file, test.text); fixed != test.want {
				t.Errorf("got %s, want %s", fixed, test.want)
			}
		})
	}
}
