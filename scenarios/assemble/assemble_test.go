package assemble_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"voxemu/runtime/diag"
	"voxemu/runtime/jsvm"
	"voxemu/runtime/telephony"
	"voxemu/scenarios"
	"voxemu/scenarios/assemble"
)

// project loads a folder with these files.
func project(t *testing.T, rule string, files map[string]string) *scenarios.Project {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p, err := scenarios.Load([]string{dir}, scenarios.Options{Rule: rule, Cwd: dir, Getenv: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func open(t *testing.T, p *scenarios.Project, o assemble.Options) *assemble.Application {
	t.Helper()
	o.Cache = jsvm.NewCache()
	a, err := assemble.New(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const config = `rules:
  - { name: one, pattern: '1.*', scenarios: [a.js, b.js] }
  - { name: two, pattern: '2.*', scenarios: [b.js], videoConference: true }
`

func TestRules(t *testing.T) {
	a := open(t, project(t, "", map[string]string{"voxemu.yaml": config, "a.js": "1", "b.js": "2"}), assemble.Options{})
	for to, want := range map[string]string{"15": "one 2", "25": "two 1", "3": ""} {
		for name, find := range map[string]func(string) (string, error){
			"call": func(to string) (string, error) {
				r, err := a.Route(to)
				return fmt.Sprint(r.Name, " ", len(r.Scripts)), err
			},
			"conference": func(to string) (string, error) {
				r, err := a.Conference(to)
				return fmt.Sprint(r.Name, " ", len(r.Scripts)), err
			},
		} {
			got, err := find(to)
			if (err != nil) != (want == "") || want != "" && got != want {
				t.Errorf("%s to %s: %s, %v", name, to, got, err)
			}
		}
	}
	if diff := cmp.Diff([]string{"a.js", "b.js"}, a.Files()); diff != "" {
		t.Error(diff)
	}
	if a.Source("b.js") != "2" || a.Source("c.js") != "" || len(a.Project().Application.Rules) != 2 {
		t.Error("the sources are those of the scenarios")
	}
	a.Rule = &a.Project().Application.Rules[1]
	if r, err := a.Route("15"); err != nil || r.Name != "two" {
		t.Errorf("a rule that was chosen takes all calls: %s, %v", r.Name, err)
	}
}

// A rule that the project was loaded without is read when a conference needs it, and again when it was broken.
func TestRulesThatWereLeftOut(t *testing.T) {
	files := map[string]string{"voxemu.yaml": config, "a.js": "1", "b.js": "2"}
	whole := project(t, "", files)
	read, text := 0, "("
	a := open(t, project(t, "one", files), assemble.Options{Read: func(rule string) (*scenarios.Rule, error) {
		if read++; read == 1 {
			return nil, errors.New("not now")
		}
		r, _ := whole.Application.Find(rule)
		r.Scenarios = []scenarios.Scenario{{Name: "c", File: "c.js", Text: text}}
		return r, nil
	}})
	if _, err := a.Conference("2"); err == nil || err.Error() != "not now" {
		t.Errorf("got %v", err)
	}
	for range 2 {
		if _, err := a.Conference("2"); !is[scenarios.Problems](err) {
			t.Errorf("got %v", err)
		}
	}
	text = "3"
	if r, err := a.Conference("2"); err != nil || r.Scripts[0].Program == nil {
		t.Errorf("got %v", err)
	}
	if r, err := a.Route("2"); err != nil || r.Name != "one" {
		t.Errorf("calls go to the rule that was named: %s, %v", r.Name, err)
	}
}

func is[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

func TestMistakes(t *testing.T) {
	files := map[string]string{"voxemu.yaml": config, "a.js": "var (", "b.js": "let ("}
	_, err := assemble.New(project(t, "", files), assemble.Options{Cache: jsvm.NewCache()})
	if problems, ok := errors.AsType[scenarios.Problems](err); !ok || len(problems) != 2 || problems[0].Code != diag.CodeSyntax || problems[0].Source != "var (" {
		t.Errorf("all scenarios that do not parse, each once: %v", err)
	}
	text := func(file string) string { return "text of " + file }
	for name, tt := range map[string]struct {
		app  scenarios.Application
		want string
	}{
		"a far end twice": {scenarios.Application{Far: []scenarios.FarEnd{{Address: "1"}, {Address: "+1", Pos: diag.Pos{File: "x"}}}}, `far end "+1": listed twice`},
		"steps":           {scenarios.Application{Far: []scenarios.FarEnd{{Address: "1", Steps: []string{"dance"}}}}, "unknown step"},
		"socket steps":    {scenarios.Application{WebSockets: []scenarios.FarEnd{{Address: "wss://a/", Steps: []string{"dance"}}}}, "unknown step"},
		"steps of a user": {scenarios.Application{Users: []scenarios.User{{Name: "a", Steps: []string{"dance"}}}}, "unknown step"},
		"a queue twice":   {scenarios.Application{Centre: scenarios.Centre{Queues: make([]scenarios.Queue, 2)}}, "there twice"},
	} {
		t.Run(name, func(t *testing.T) {
			a := open(t, &scenarios.Project{Application: &tt.app}, assemble.Options{Text: text})
			err := a.Surround(nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want %s", err, tt.want)
			}
			if p, ok := errors.AsType[*diag.Problem](err); ok && !strings.HasPrefix(p.Source, "text of ") {
				t.Errorf("no code is shown: %q", p.Source)
			}
		})
	}
}

func TestTheFileOfFarEndsGoesBeforeTheProject(t *testing.T) {
	app := &scenarios.Application{
		Users: []scenarios.User{{Name: "007", Online: true, DisplayName: "Bond"}},
		Far:   []scenarios.FarEnd{{Address: "1", Steps: []string{"busy"}}, {Address: "2", Steps: []string{"busy"}}},
		Files: []scenarios.AudioFile{{Address: "*", Length: time.Second}},
	}
	app.Centre.Agents = []scenarios.Agent{{Steps: []string{"answer"}}}
	app.Centre.Agents[0].Name = "anna"
	a := open(t, &scenarios.Project{Application: app}, assemble.Options{})
	no := false
	first := &scenarios.Far{
		Ends:       []scenarios.FarEnd{{Address: "1", Online: &no}},
		Files:      []scenarios.AudioFile{{Address: "https://a/", Status: 404}},
		WebSockets: []scenarios.FarEnd{{Address: "wss://a/", Steps: []string{"reject"}}},
	}
	if err := a.Surround(first); err != nil {
		t.Fatal(err)
	}
	o := a.Engine()
	one, _ := a.FarEnds().Find("1")
	two, _ := o.Phone.Far.Find("2")
	phone, _ := a.FarEnds().Find("user:anna")
	if !one.Offline || two.Script.String() != "busy" || phone.Script.String() != "answer" || o.AudioFiles[0].Status != 404 || len(o.AudioFiles) != 2 {
		t.Errorf("got %+v %+v %+v %+v", one, two, phone, o.AudioFiles)
	}
	if _, ok := a.Peers().Find("wss://a/"); !ok || !a.Users()["anna"].Online || a.Users()["007"].DisplayName != "Bond" || o.Queues == nil {
		t.Error("WebSockets, users and agents are there")
	}
	for from, want := range map[string]telephony.Kind{
		"15550100": telephony.PSTN, "+15550100": telephony.PSTN, "sip:a@b.example": telephony.SIP, "a@b.example": telephony.SIP,
		"anna": telephony.User, "007": telephony.User,
	} {
		if got := a.CallerKind(from); got != want {
			t.Errorf("%s is %s, want %s", from, got, want)
		}
	}
}
