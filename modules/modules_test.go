package modules_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"voxemu/modules"
	"voxemu/modules/apitable"
	"voxemu/modules/apitest"
	"voxemu/runtime/session"
)

// name is one name of the table as the scripts of these tests get it.
type name struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`
	Gate   string `json:"gate"`
	Value  any    `json:"value"`
	Length int    `json:"length"`
}

// names lists everything that a script can reach by a dotted path.
func names() []name {
	var out []name
	var walk func(n *apitable.Node)
	walk = func(n *apitable.Node) {
		for _, c := range n.Children() {
			out = append(out, name{c.Full, c.Kind.String(), c.Gate, c.Value, c.Length()})
			if c.Kind == apitable.Namespace || c.Kind == apitable.Enum {
				walk(c)
			}
		}
	}
	walk(apitable.Root())
	return out
}

// Each name of the API exists after its require and not before, with the right value, type and length.
func TestEveryNameOfTheTable(t *testing.T) {
	all := names()
	if len(all) < 4500 {
		t.Fatalf("only %d names", len(all))
	}
	list, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	var gates []string
	for _, m := range apitable.Modules() {
		gates = append(gates, fmt.Sprintf("%q", m.Value))
	}
	r := apitest.Run(t, apitest.Options{Start: true}, `
		const all = `+string(list)+`;
		const reach = (path) => path.split('.').reduce((o, k) => o === undefined || o === null ? undefined : o[k], globalThis);
		const wrong = [];
		for (const n of all) {
			if (n.gate && reach(n.path) !== undefined) wrong.push(n.path + ' exists before require');
		}
		[`+strings.Join(gates, ",")+`].forEach((m) => require(m));
		const types = { function: 'function', class: 'function', namespace: 'object', enum: 'object' };
		for (const n of all) {
			const v = reach(n.path);
			if (n.kind === 'property' ? !(n.path.split('.').pop() in reach(n.path.split('.').slice(0, -1).join('.'))) : v === undefined) {
				wrong.push(n.path + ' is missing');
			}
			else if (n.kind === 'member' && v !== n.value) wrong.push(n.path + ' is ' + v + ', want ' + n.value);
			else if (types[n.kind] && typeof v !== types[n.kind]) wrong.push(n.path + ' is a ' + typeof v);
			else if (n.kind === 'function' && v.length !== n.length) wrong.push(n.path + ' has length ' + v.length + ', want ' + n.length);
			else if (n.kind === 'function' && v.name !== n.path.split('.').pop()) wrong.push(n.path + ' is called ' + v.name);
			else if (n.kind === 'constant' && typeof v === 'object' && String(v) !== n.path) wrong.push(n.path + ' reads ' + v);
			if (v !== undefined && v !== reach(n.path)) wrong.push(n.path + ' is another one each time');
		}
		wrong.slice(0, 20).forEach((w) => Logger.write(w));
		Logger.write(all.length + ' names, ' + wrong.length + ' wrong');
		VoxEngine.terminate();`)
	r.WantLogs(fmt.Sprintf("0 %d names, 0 wrong", len(all)))
}

// What no module implements throws one error that names it, when it is called or constructed.
func TestWhatIsNotEmulatedSaysSo(t *testing.T) {
	done := map[string]bool{}
	for _, m := range modules.List() {
		for _, f := range m.Funcs {
			done[f.Name] = true
		}
		for _, c := range m.Classes {
			done[c.Name] = true
		}
		for _, v := range m.Values {
			done[v.Name] = true
		}
	}
	var missing []string
	for _, n := range names() {
		callable := n.Kind == "class" || n.Kind == "function" && !strings.HasPrefix(n.Path, "VoiceList.")
		if callable && !done[n.Path] {
			missing = append(missing, n.Path)
		}
	}
	if len(missing) < 50 {
		t.Fatalf("only %d names are not emulated: is the list right?", len(missing))
	}
	list, _ := json.Marshal(missing)
	r := apitest.Run(t, apitest.Options{Start: true}, `
		Object.values(Modules).forEach((m) => require(m));
		const wrong = [];
		for (const path of `+string(list)+`) {
			const f = path.split('.').reduce((o, k) => o[k], globalThis);
			let message = 'nothing is thrown';
			try { /^[A-Z]/.test(path.split('.').pop()) ? new f() : f(); } catch (e) { message = e.name + ': ' + e.message; }
			if (message !== 'Error: not emulated yet: ' + path) wrong.push(path + ': ' + message);
		}
		wrong.slice(0, 20).forEach((w) => Logger.write(w));
		Logger.write(wrong.length + ' wrong');
		VoxEngine.terminate();`)
	r.WantLogs("0 0 wrong")
}

func TestBuildFindsMistakesInModules(t *testing.T) {
	tests := []struct {
		name   string
		module session.Module
		want   string
	}{
		{"an unknown function", session.Module{Name: "x", Funcs: []session.Func{{Name: "VoxEngine.nothing"}}}, "module x: the API has no function VoxEngine.nothing"},
		{"a function twice", session.Module{Name: "x", Funcs: []session.Func{{Name: "trace"}, {Name: "trace"}}}, "module x: trace is declared twice"},
		{"an unknown class", session.Module{Name: "x", Classes: []session.Class{{Name: "Nothing"}}}, "module x: the API has no class Nothing"},
		{"an unknown method", session.Module{Name: "x", Classes: []session.Class{{Name: "Call", Methods: []session.Method{{Name: "nothing"}}}}}, "module x: class Call has no method nothing"},
		{"an unknown value", session.Module{Name: "x", Values: []session.Value{{Name: "nothing"}}}, "module x: the API has no name nothing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := modules.Build([]session.Module{tt.module}); err == nil || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

func TestAliasesAndOpenNamespaces(t *testing.T) {
	r := apitest.Run(t, apitest.Options{Start: true}, `
		Logger.write(String(VoxEngine.CallList === CallList && VoxEngine.RecordExpireTime === RecordExpireTime));
		Logger.write(String(Language.ANYTHING === Language.ANYTHING) + (Language.A === Language.B) + ('A' in Language) + Object.keys(Language));
		Logger.write(String(VoiceList.ElevenLabs.createBrandVoice('mine')));
		VoxEngine.terminate();`)
	r.WantLogs("0 true", "0 truefalsetruePremium", "0 VoiceList.ElevenLabs.createBrandVoice(mine)")
}
