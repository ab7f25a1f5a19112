package coverage_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"
	"github.com/google/go-cmp/cmp"

	"voxemu/scenarios/testkit"
	"voxemu/scenarios/testkit/coverage"
	"voxemu/storage"
	"voxemu/storage/memory"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// silent is a reporter that says nothing.
type silent struct{}

func (silent) Begin(int, int, *testkit.Options) {}
func (silent) Started(*testkit.Result)          {}
func (silent) Ended(*testkit.Result)            {}
func (silent) End(*testkit.Summary) error       { return nil }

// cover runs the tests of a folder that has these files, and returns what they reach.
func cover(t *testing.T, workers int, files map[string]string) (*coverage.Report, *testkit.Summary) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return coverFolder(t, workers, dir)
}

func coverFolder(t *testing.T, workers int, dir string, paths ...string) (*coverage.Report, *testkit.Summary) {
	t.Helper()
	c := coverage.New()
	s := runFolder(t, workers, dir, c, paths...)
	return c.Report(), s
}

func runFolder(t *testing.T, workers int, dir string, c *coverage.Collector, paths ...string) *testkit.Summary {
	t.Helper()
	targets, err := testkit.Discover(paths, dir)
	if err != nil {
		t.Fatal(err)
	}
	s, err := testkit.Run(t.Context(), targets, testkit.Options{
		Cwd: dir, Getenv: func(string) string { return "" }, Workers: workers, Seed: 1, Start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		Wall: time.Minute, Virtual: 24 * time.Hour, NewStore: func() storage.Store { return memory.New() }, Reporter: silent{}, Coverage: c,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const ivr = `// A menu.
const Prompt = 'Press 1 for sales';
const listen = (call, event, f) => call.addEventListener(event, f);

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.answer();
  call.handleTones(true);
  call.addEventListener(CallEvents.Connected, () => call.say(Prompt));
  call.addEventListener(CallEvents.ToneReceived, (e) => {
    switch (e.tone) {
      case '1': dial(call, e.urgent ? '15550999' : '15550300'); break;
      case '2': call.say('Nobody is there.');
    }
  });
  call.addEventListener(CallEvents.PlaybackFinished, function finished() {});
  listen(call, CallEvents.Disconnected, VoxEngine.terminate);
  listen(call, CallEvents.Failed, VoxEngine.terminate);
});

function dial(call, number, from = '15550100') {
  const out = VoxEngine.callPSTN(number, from);
  out.addEventListener(CallEvents.Failed, (e) => {
    if (e.code === 486) call.say('Sales is busy.');
    else call.say("We're closed.");
  });
  if (number === '15550999') {
    out.addEventListener(CallEvents.Connected, unused);
  }
}

function unused() {
  VoxEngine.createTTSPlayer('never');
}
`

const ivrTest = `import { test, expect } from 'voxemu/test';
test('sales is busy', async ({ app }) => {
  app.phone('15550300').busy();
  const caller = await app.call({ to: 'ivr' });
  await expect(caller).toHear(/press 1/i);
  caller.press('1');
  await expect(caller).toHear(/busy/);
  caller.hangup();
});
test('another key', async ({ app }) => {
  const caller = await app.call({ to: 'ivr' });
  await expect(caller).toHear(/press 1/i);
  caller.press('9');
  caller.hangup();
  await caller.session.ended();
});
`

// golden compares with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

// passed fails the test if a test of the run has not passed.
func passed(t *testing.T, s *testkit.Summary) {
	t.Helper()
	for _, r := range s.Results {
		if r.Status != testkit.Passed {
			t.Errorf("%s %s: %v %+v", r.Status, r.ID, r.Broken, r.Attempts)
		}
	}
}

func TestReports(t *testing.T) {
	r, s := cover(t, 2, map[string]string{"ivr.js": ivr, "ivr.test.js": ivrTest})
	passed(t, s)
	for name, write := range map[string]func(*bytes.Buffer) error{
		"report.txt":  func(b *bytes.Buffer) error { return r.Text(b, coverage.Style{}) },
		"lcov.info":   func(b *bytes.Buffer) error { return r.LCOV(b) },
		"report.html": func(b *bytes.Buffer) error { return r.HTML(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

func TestColoursSayHowGoodItIs(t *testing.T) {
	r, _ := cover(t, 1, map[string]string{"ivr.js": ivr, "ivr.test.js": ivrTest})
	var plain, coloured strings.Builder
	_ = r.Text(&plain, coverage.Style{})
	_ = r.Text(&coloured, coverage.Style{Color: true})
	if plain.String() == coloured.String() || !strings.Contains(coloured.String(), "\x1b[") || strings.Contains(plain.String(), "\x1b[") {
		t.Error(coloured.String())
	}
}

// The page needs nothing but itself, and shows sources as text.
func TestThePageStandsAlone(t *testing.T) {
	r, _ := cover(t, 1, map[string]string{"a.js": "VoxEngine.addEventListener(AppEvents.Started, () => { '<script>alert(1)</script>'; VoxEngine.terminate() })", "a.test.js": `import { test } from 'voxemu/test'; test('x', async ({ app }) => { const s = await app.start(); await s.ended() })`})
	var b strings.Builder
	if err := r.HTML(&b); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "http://", "https://", "src=", "@import", "url("} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	if !strings.Contains(b.String(), "&lt;script&gt;alert(1)") {
		t.Error("the source is not there")
	}
}

// text is the whole of a report.
func text(t *testing.T, r *coverage.Report) string {
	t.Helper()
	data, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// What is counted depends neither on the number of workers nor on whether it went through another process.
func TestReportsAreTheSameHoweverTestsRun(t *testing.T) {
	dir, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"ivr-digits", "busy-fallback", "support-queue", "dialogue-steps"}
	one, s := coverFolder(t, 1, dir, paths...)
	passed(t, s)
	many, _ := coverFolder(t, 8, dir, paths...)
	if diff := cmp.Diff(text(t, one), text(t, many)); diff != "" {
		t.Errorf("one worker, eight workers:\n%s", diff)
	}

	// Each folder by itself, sent as JSON.
	sum := coverage.New()
	for _, p := range paths {
		r, _ := coverFolder(t, 2, dir, p)
		var sent coverage.Report
		if err := json.Unmarshal([]byte(text(t, r)), &sent); err != nil {
			t.Fatal(err)
		}
		sum.Merge(&sent)
	}
	if diff := cmp.Diff(text(t, one), text(t, sum.Report())); diff != "" {
		t.Errorf("at once, one by one:\n%s", diff)
	}
	twice := coverage.New()
	twice.Merge(one)
	twice.Merge(one)
	for _, m := range coverage.Metrics() {
		if got, want := twice.Report().Of(m), one.Of(m); got != want {
			t.Errorf("%s of the same twice: %v, not %v", m, got, want)
		}
	}
}

// Tests of the examples end the same with coverage.
func TestCoverageChangesNoResult(t *testing.T) {
	dir, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	plain, counting := runFolder(t, 2, dir, nil), runFolder(t, 2, dir, coverage.New())
	if len(plain.Results) < 20 || len(plain.Results) != len(counting.Results) {
		t.Fatal(len(plain.Results), len(counting.Results))
	}
	for i, p := range plain.Results {
		c := counting.Results[i]
		if p.ID != c.ID || p.Status != c.Status || p.Last().Virtual != c.Last().Virtual || len(p.Last().Steps) != len(c.Last().Steps) {
			t.Errorf("%s %s %v, with coverage %s %s %v", p.ID, p.Status, p.Last().Virtual, c.ID, c.Status, c.Last().Virtual)
		}
	}
}

func TestBundlesAreMappedToTheirSources(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"src/main.ts":                       "import { greet } from './greet';\nimport { noop } from 'lib';\nnoop();\nVoxEngine.addEventListener(AppEvents.Started, () => { greet(false as boolean); VoxEngine.terminate(); });\n",
		"src/greet.ts":                      "interface Unused { a: string }\nexport function greet(loud: boolean): string {\n  if (loud)\n    return 'HI';\n  return 'hi';\n}\n",
		"src/node_modules/lib/a.js":         "export function noop() { if (1) return; }\n",
		"src/node_modules/lib/package.json": `{"name": "lib", "main": "a.js", "type": "module"}`,
		"x.test.js":                         "import { test } from 'voxemu/test'; test('x', async ({ app }) => { await app.load('bundle.js'); const s = await app.start(); await s.ended() })",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := api.Build(api.BuildOptions{
		EntryPoints: []string{filepath.Join(dir, "src/main.ts")}, AbsWorkingDir: dir, Outfile: filepath.Join(dir, "bundle.js"), Bundle: true, Write: true,
		Format: api.FormatIIFE, MinifyWhitespace: true, MinifyIdentifiers: true, Sourcemap: api.SourceMapInline, LogLevel: api.LogLevelSilent,
	})
	if len(b.Errors) > 0 {
		t.Fatal(b.Errors)
	}
	r, s := coverFolder(t, 1, dir)
	passed(t, s)
	var names []string
	for _, f := range r.Files {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff(names, []string{"src/greet.ts", "src/main.ts"}); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff(r.Files[0].Lines(), map[int]uint64{3: 1, 4: 0, 5: 1}); diff != "" {
		t.Error(diff)
	}
	if h := r.Files[1].Handlers; len(h) != 1 || h[0].Event != "Application.Started" || h[0].Ran != 1 || h[0].Line != 4 {
		t.Errorf("%+v", h)
	}
}

func TestScenariosThatNeverRunAreInTheReport(t *testing.T) {
	r, s := cover(t, 1, map[string]string{
		"voxfiles/applications/shop/application.config.json": `{"applicationName": "shop"}`,
		"voxfiles/applications/shop/rules.config.json":       `[{"ruleName": "in", "scenarios": ["used"], "rulePattern": "1"}, {"ruleName": "other", "scenarios": ["unused"], "rulePattern": "2"}]`,
		"voxfiles/scenarios/src/used.voxengine.ts":           "VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { e.call.reject(); VoxEngine.terminate() })",
		"voxfiles/scenarios/src/unused.voxengine.ts":         "Logger.write('never')\nVoxEngine.addEventListener(AppEvents.CallAlerting, (e) => { e.call.say('x') })",
		"a.test.js": "import { test } from 'voxemu/test'; test('x', async ({ app }) => { const c = await app.call({ to: '1' }); await c.session.ended() })",
	})
	passed(t, s)
	if len(r.Files) != 2 || r.Files[0].Of(coverage.Lines).Percent() != 0 || r.Files[1].Of(coverage.Lines).Percent() != 100 {
		t.Fatalf("%s", text(t, r))
	}
	var gaps []string
	for _, g := range r.Dialogue() {
		gaps = append(gaps, strings.TrimPrefix(g.String(), "voxfiles/scenarios/src/"))
	}
	want := []string{"unused.voxengine.ts:2 the handler of AppEvents.CallAlerting was never added", "unused.voxengine.ts:2 say(\"x\") was never played"}
	if diff := cmp.Diff(gaps, want); diff != "" {
		t.Error(diff)
	}
}

func TestThresholds(t *testing.T) {
	r, _ := cover(t, 1, map[string]string{"ivr.js": ivr, "ivr.test.js": ivrTest})
	for _, one := range []struct{ name, text, want string }{
		{"reached", "lines=50, branches=10%,functions=0", ""},
		{"lines", "lines=99.5", "lines: 80.0% is less than 99.5%\nivr.js: 80.0%, 16 of 20; never reached: 12, 24, 27, 32"},
		{"two_of_three", "functions=10,handlers=100,prompts=100", ""},
	} {
		t.Run(one.name, func(t *testing.T) {
			list, err := coverage.ParseThresholds(one.text)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range r.Check(list) {
				got = append(got, s.String())
			}
			if one.name == "two_of_three" {
				if len(got) != 2 || !strings.HasPrefix(got[0], "handlers: ") || !strings.HasPrefix(got[1], "prompts: ") {
					t.Error(got)
				}
				return
			}
			if diff := cmp.Diff(strings.Join(got, "\n"), one.want); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestThresholdsThatMakeNoSense(t *testing.T) {
	for text, want := range map[string]string{
		"":                  `"" is no METRIC=PERCENT`,
		"80":                `"80" is no METRIC=PERCENT`,
		"words=80":          `there is no metric "words": there are lines, statements, branches, functions, handlers, prompts`,
		"lines=much":        "lines=much is no percentage from 0 to 100",
		"lines=101":         "lines=101 is no percentage from 0 to 100",
		"lines=-1":          "lines=-1 is no percentage from 0 to 100",
		"lines=NaN":         "lines=NaN is no percentage from 0 to 100",
		"lines=80,lines=90": "lines is there twice",
	} {
		if _, err := coverage.ParseThresholds(text); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestNothingToCover(t *testing.T) {
	var b strings.Builder
	r := coverage.New().Report()
	if err := r.Text(&b, coverage.Style{}); err != nil || b.String() != "coverage: no scenario was opened\n" {
		t.Error(b.String(), err)
	}
	if len(r.Check([]coverage.Threshold{{Metric: coverage.Lines, Percent: 100}})) > 0 {
		t.Error("where there is nothing to reach, all is reached")
	}
	if s := (coverage.Share{Reached: 999, All: 1000}).String() + (coverage.Share{Reached: 9999, All: 10000}).String(); s != "99.9%99.9%" {
		t.Errorf("%s: less than all is not 100%%", s)
	}
}
