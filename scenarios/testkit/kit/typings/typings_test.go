package typings_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/modules/apitable"
	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/kit/typings"
	"voxemu/storage"
	"voxemu/storage/memory"
)

// internal are classes of the kit that tests never hold.
var internal = []string{"Expected", "Fixtures", "LeftOut"}

// unnamed are members that typings leave out: what JavaScript itself calls.
var unnamed = []string{"constructor"}

var (
	class     = regexp.MustCompile(`(?ms)^class (\w+)(?: extends \w+)? \{$(.*?)^\}`)
	frozen    = regexp.MustCompile(`(?ms)^const (\w+) = Object\.freeze\(\{$(.*?)^\}\);`)
	member    = regexp.MustCompile(`(?m)^  (?:async )?(?:[gs]et )?([A-Za-z]\w*)(?:\(|:| =)|^  #\w+(?: = [^;]+)?;(?: #\w+(?: = [^;]+)?;)*`)
	shape     = regexp.MustCompile(`(?ms)^  export interface (\w+)[^\n]*\{$(.*?)^  \}`)
	declared  = regexp.MustCompile(`(?m)^    (?:readonly )?(\w+)\??[(:<]`)
	constants = regexp.MustCompile(`(?m)^  export const (\w+):`)
)

func names(e *regexp.Regexp, text string) []string {
	var list []string
	for _, m := range e.FindAllStringSubmatch(text, -1) {
		if m[1] != "" && !slices.Contains(unnamed, m[1]) {
			list = append(list, m[1])
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// shapes are the members of the interfaces of 'voxemu/test'.
func shapes(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("test.d.ts")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{"": names(constants, string(text))}
	for _, m := range shape.FindAllStringSubmatch(string(text), -1) {
		all[m[1]] = names(declared, m[2])
	}
	return all
}

// What tests hold has the members that its interface says, and no others.
func TestClassesAndInterfacesAgree(t *testing.T) {
	interfaces := shapes(t)
	files, err := filepath.Glob("../js/*.js")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := class.FindAllStringSubmatch(string(text), -1)
		for _, m := range frozen.FindAllStringSubmatch(string(text), -1) {
			found = append(found, []string{"", strings.ToUpper(m[1][:1]) + m[1][1:], m[2]})
		}
		for _, m := range found {
			if slices.Contains(internal, m[1]) {
				continue
			}
			if diff := cmp.Diff(interfaces[m[1]], names(member, m[2])); diff != "" {
				t.Errorf("%s of %s (- typings, + kit):\n%s", m[1], filepath.Base(file), diff)
			}
		}
	}
}

// probe tells which names there are while a test runs.
const probe = `
import * as module from 'voxemu/test';
import { test, expect } from 'voxemu/test';
test('names', async ({ app }) => {
  const matchers = [];
  for (const one of [expect(1), expect(1).withContext({})]) { // the kit's own, and those of the library
    for (let o = one; o; o = Object.getPrototypeOf(o)) matchers.push(...Object.getOwnPropertyNames(o));
  }
  let options = '';
  try { await app.call({ nothing: 1 }); } catch (error) { options = error.message; }
  console.log(JSON.stringify({
    module: Object.keys(module).filter((name) => name !== 'default'), test: Object.keys(test), describe: Object.keys(module.describe),
    matchers: matchers.filter((name) => /^to[A-Z]/.test(name) && !(name in {})),
    expect: EXPECT.filter((name) => !(name in expect)), not: NOT.filter((name) => !(name in expect.not)),
    party: OF_PARTY.filter((name) => typeof expect(app)[name] !== 'function'),
    options: options.replace(/.*there are /, '').split(', '),
  }));
});
`

func run(t *testing.T, test string) []string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"a.js": "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => e.call.answer());", "a.test.js": test} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	targets, err := testkit.Discover(nil, dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := testkit.Run(context.Background(), targets, testkit.Options{
		Cwd: dir, Workers: 1, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Wall: time.Minute, Virtual: time.Hour,
		NewStore: func() storage.Store { return memory.New() }, Reporter: silent{},
	})
	if err != nil || s.Failed() {
		t.Fatal(err, s.Results[0].Broken, s.Results[0].Last())
	}
	return s.Results[0].Last().Output
}

// The names that tests import, and the matchers, are those of the typings.
func TestNamesAtRunTimeAgree(t *testing.T) {
	all := shapes(t)
	list := func(names []string) string {
		text, _ := json.Marshal(names)
		return string(text)
	}
	waiting := slices.Concat(all["PartyMatchers"], all["SessionMatchers"], all["LogMatchers"], all["HTTPMatchers"], all["MockMatchers"], all["SocketMatchers"], all["MailMatchers"])
	waiting = slices.DeleteFunc(waiting, func(name string) bool { return name == "not" })
	ofExpect := slices.DeleteFunc(slices.Clone(all["Expect"]), func(name string) bool { return name == "not" })
	out := run(t, strings.NewReplacer("EXPECT", list(ofExpect), "NOT", `["arrayContaining","objectContaining","stringContaining","stringMatching","closeTo"]`, "OF_PARTY", list(waiting)).Replace(probe))
	var got struct{ Module, Test, Describe, Matchers, Expect, Not, Party, Options []string }
	if err := json.Unmarshal([]byte(strings.Join(out, "")), &got); err != nil {
		t.Fatal(err, out)
	}
	matchers := slices.DeleteFunc(slices.Concat(all["Matchers"], waiting), func(name string) bool { return !strings.HasPrefix(name, "to") })
	options := append(slices.Clone(all["CallOptions"]), "within")
	for _, one := range []struct {
		what      string
		want, got []string
	}{
		{"exports", all[""], got.Module},
		{"test", all["Test"], got.Test},
		{"describe", all["Describe"], got.Describe},
		{"matchers", matchers, got.Matchers},
		{"options of app.call", options, got.Options},
		{"names of expect that are not there", nil, got.Expect},
		{"names of expect.not that are not there", nil, got.Not},
		{"waiting matchers that are not there", nil, got.Party},
	} {
		slices.Sort(one.want)
		slices.Sort(one.got)
		if diff := cmp.Diff(one.want, slices.Compact(one.got), cmp.Transformer("set", func(l []string) map[string]bool {
			set := map[string]bool{}
			for _, name := range l {
				set[name] = true
			}
			return set
		})); diff != "" {
			t.Errorf("%s (- typings, + kit):\n%s", one.what, diff)
		}
	}
}

// Each global name of the API is declared, with the members of enums and the methods of classes.
func TestAPIIsWhole(t *testing.T) {
	text := typings.Text()
	has := func(what, line string) {
		t.Helper()
		if !strings.Contains(text, line) {
			t.Errorf("%s: there is no %q", what, line)
		}
	}
	for _, n := range apitable.Root().Children() {
		switch n.Kind {
		case apitable.Function:
			has(n.Full, "declare function "+n.Name)
		case apitable.Class:
			has(n.Full, "declare class "+n.Name+" ")
		case apitable.Enum:
			has(n.Full, "declare enum "+n.Name+" {")
		case apitable.Alias:
			has(n.Full, "import "+n.Name+" = "+n.Target)
		case apitable.Namespace:
			if !n.Open {
				has(n.Full, "declare namespace "+n.Name+" {")
			}
		}
	}
	for _, want := range []string{
		`  Connected = "Call.Connected",`,
		"  addEventListener<T extends keyof _CallEvents>(event: CallEvents | T, callback: (event: _CallEvents[T]) => any): void;",
		"  export { remove as delete };",
		"declare class Player {", "interface Player extends BasePlayer {}", "interface BasePlayer {",
		"declare const Language: { readonly [name: string]: Voice } & { readonly Premium: { readonly [name: string]: Voice } };",
		"  /** after require(Modules.ASR) */\n  export function createASR(",
		"type RecorderLayoutPriority = 'vad' | string[];",
		"  [index: string]: ParticipantReceiveParameters;",
	} {
		has("sample", want)
	}
}

func TestOnlyItsOwnFileIsMadeAnew(t *testing.T) {
	for _, one := range []struct {
		name, text string
		want       bool
	}{
		{typings.Name, typings.Text(), true},
		{typings.Name, typings.Text()[:200], true},
		{typings.Name, "// mine\n", false},
		{"hello.test.js", typings.Text(), false},
	} {
		if got := typings.Ours(one.name, one.text); got != one.want {
			t.Errorf("Ours(%s, %.20q) = %v, want %v", one.name, one.text, got, one.want)
		}
	}
}

// silent is a reporter that says nothing.
type silent struct{}

func (silent) Begin(int, int, *testkit.Options) {}
func (silent) Started(*testkit.Result)          {}
func (silent) Ended(*testkit.Result)            {}
func (silent) End(*testkit.Summary) error       { return nil }
