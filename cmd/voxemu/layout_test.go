package main

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers say what each part of the project may import of the project: itself, and these. A name ending in /... stands for all
// packages below it. The order is the one of docs/architecture.md, top first.
var layers = []struct {
	name   string
	allows []string
}{
	{"cmd/...", []string{"cmd/...", "scenarios/...", "modules", "modules/apitable", "modules/httpreq/transport", "modules/websocket/transport", "modules/mail/transport", "runtime/...", "storage/..."}},
	{"scenarios/...", []string{"scenarios/...", "modules", "modules/apitable", "runtime/...", "storage", "third_party/expect", "third_party/gitleaks"}},
	{"runtime/engine", []string{"runtime/service", "runtime/calllist", "runtime/socket", "runtime/queues", "runtime/session", "runtime/jsvm", "runtime/telephony", "runtime/loop", "runtime/vclock", "runtime/trace", "runtime/diag", "storage"}},
	{"modules", []string{"modules/...", "runtime/session", "runtime/jsvm"}},
	{"modules/apitable/...", []string{"modules/apitable"}},
	{"modules/conform", []string{"modules/apitable", "runtime/session", "runtime/jsvm"}},
	{"modules/apitest", []string{"runtime/service", "modules/conform", "runtime/calllist", "runtime/peer", "runtime/socket", "runtime/queues", "modules", "runtime/engine", "runtime/session", "runtime/jsvm", "runtime/telephony", "runtime/trace", "runtime/vclock", "storage", "storage/memory"}},
	{"modules/moduletest", []string{"runtime/service", "modules/conform", "runtime/session", "runtime/jsvm", "runtime/telephony", "runtime/loop", "runtime/vclock", "runtime/trace", "runtime/diag", "storage", "storage/memory"}},
	{"modules/httpreq/transport", []string{"modules/httpreq", "runtime/session", "runtime/vclock"}},
	{"modules/websocket/transport", []string{"runtime/socket", "runtime/telephony", "runtime/loop", "runtime/vclock"}},
	{"modules/mail/transport", []string{"runtime/session"}},
	{"modules/*", []string{"runtime/service", "runtime/recording", "runtime/calllist", "runtime/phonenumber", "runtime/socket", "runtime/media", "runtime/queues", "runtime/session", "runtime/jsvm", "runtime/telephony", "runtime/loop", "runtime/vclock", "runtime/trace", "runtime/diag", "storage"}},
	{"runtime/session", []string{"runtime/service", "runtime/recording", "runtime/audiofile", "runtime/calllist", "runtime/socket", "runtime/queues", "runtime/ecma", "runtime/jsvm", "runtime/telephony", "runtime/loop", "runtime/vclock", "runtime/trace", "runtime/diag", "storage"}},
	{"runtime/ecma", []string{"runtime/intl/...", "runtime/jsvm", "runtime/pattern", "runtime/diag"}},
	{"runtime/intl/...", []string{"runtime/intl/...", "third_party/cldr"}},
	{"third_party/...", nil},
	{"runtime/jsvm", []string{"runtime/jsvm/...", "runtime/vclock", "runtime/diag"}},
	{"runtime/jsvm/...", []string{"runtime/jsvm/...", "runtime/pattern", "runtime/diag"}},
	{"runtime/pattern", []string{"third_party/unicode"}},
	{"runtime/queues", []string{"runtime/telephony", "runtime/loop", "runtime/vclock"}},
	{"runtime/peer", []string{"runtime/socket", "runtime/media", "runtime/telephony", "runtime/loop", "runtime/vclock"}},
	{"runtime/socket", []string{"runtime/media", "runtime/telephony", "runtime/loop", "runtime/vclock"}},
	{"runtime/recording/shelf", []string{"runtime/recording", "runtime/session"}},
	{"runtime/recording", []string{"runtime/media", "runtime/telephony"}},
	{"runtime/service", []string{"runtime/telephony"}},
	{"runtime/media", nil},
	{"runtime/audiofile", nil},
	{"runtime/calllist", []string{"runtime/loop", "runtime/vclock"}},
	{"runtime/phonenumber", []string{"third_party/phonenumbers"}},
	{"runtime/telephony", []string{"runtime/loop", "runtime/vclock"}},
	{"runtime/loop", []string{"runtime/vclock"}},
	{"runtime/vclock", nil},
	{"runtime/trace", nil},
	{"runtime/diag", nil},
	{"storage", nil},
	{"storage/*", []string{"storage", "storage/storetest", "runtime/vclock"}},
}

// gojaIn are the only parts that may import goja.
var gojaIn = []string{"runtime/jsvm", "runtime/ecma", "runtime/session", "modules", "modules/...", "scenarios/testkit/...", "scenarios/check/...", "cmd/voxbench/...", "cmd/test262"}

// driverIn are the only parts that may name a storage driver.
var driverIn = []string{"cmd/...", "modules/moduletest", "modules/apitest"}

func covers(pattern, pkg string) bool {
	if base, all := strings.CutSuffix(pattern, "/..."); all {
		return pkg == base || strings.HasPrefix(pkg, base+"/")
	}
	if base, one := strings.CutSuffix(pattern, "/*"); one {
		rest, ok := strings.CutPrefix(pkg, base+"/")
		return ok && !strings.Contains(rest, "/")
	}
	return pattern == pkg
}

func coversAny(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return covers(p, pkg) })
}

// root is the project's folder, seen from this one.
const root = "../.."

// Imports go one way only, so that each part can be understood, tested and replaced without those above it.
func TestImportsGoOneWay(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", "{{.ImportPath}}{{range .Imports}} {{.}}{{end}}", "./...")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		pkg := strings.TrimPrefix(fields[0], "voxemu/")
		i := slices.IndexFunc(layers, func(l struct {
			name   string
			allows []string
		}) bool {
			return covers(l.name, pkg)
		})
		if i < 0 {
			t.Errorf("%s belongs to no layer: put it into one of the folders of docs/architecture.md, or add a layer there and here", pkg)
			continue
		}
		for _, imp := range fields[1:] {
			checkImport(t, pkg, imp, layers[i].allows)
		}
	}
}

func checkImport(t *testing.T, pkg, imp string, allows []string) {
	t.Helper()
	switch own, ours := strings.CutPrefix(imp, "voxemu/"); {
	case imp == "github.com/dop251/goja" && !coversAny(gojaIn, pkg):
		t.Errorf("%s imports goja: only %v may; keep JavaScript out of it", pkg, gojaIn)
	case !ours:
	case coversAny([]string{"storage/sqlite", "storage/memory"}, own) && !coversAny(driverIn, pkg):
		t.Errorf("%s names the storage driver %s: take a storage.Store instead", pkg, own)
	case !coversAny(allows, own):
		t.Errorf("%s imports %s: its layer may import only %v; move what is shared down, or pass it in", pkg, own, allows)
	}
}

// banned are what makes a run depend on the machine it runs on. Only the parts that own the wall clock may use them.
var banned = map[string]string{
	"time.Now":   "read the session's clock, or vclock.Wall for what never reaches a scenario",
	"time.Since": "read the session's clock, or vclock.Wall for what never reaches a scenario",
	"time.Sleep": "arm a timer, or wait for a channel",
	"time.After": "arm a timer, or use vclock.WallTimer",
}

func TestNothingReadsTheWallClock(t *testing.T) {
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, path)
		if d.IsDir() && (strings.HasPrefix(rel, "cmd") || rel == "runtime/vclock" || strings.HasPrefix(rel, ".") && rel != ".") {
			return filepath.SkipDir
		}
		if filepath.Ext(path) == ".go" {
			checkBanned(t, path, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkBanned(t *testing.T, path, rel string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, imp := range file.Imports {
		if imp.Path.Value == `"math/rand"` {
			t.Errorf("%s imports math/rand: use math/rand/v2 with a seed of the session", rel)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		pkg, ok := sel.X.(*ast.Ident)
		if !ok {
			return true
		}
		name := pkg.Name + "." + sel.Sel.Name
		if hint, ok := banned[name]; ok {
			t.Errorf("%s:%d uses %s: %s", rel, fset.Position(sel.Pos()).Line, name, hint)
		}
		if pkg.Name == "rand" && slices.Contains([]string{"Int", "IntN", "Float64", "Uint64", "Perm", "Shuffle"}, sel.Sel.Name) {
			for _, imp := range file.Imports {
				if imp.Path.Value == `"math/rand/v2"` {
					t.Errorf("%s:%d draws from the unseeded generator: use one with a seed", rel, fset.Position(sel.Pos()).Line)
				}
			}
		}
		return true
	})
}
