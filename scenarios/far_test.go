package scenarios

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"voxemu/runtime/service"
	"voxemu/scenarios/schema"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestLoadFar loads the files of testdata/far.txtar; for each, NAME.want says what comes of it.
func TestLoadFar(t *testing.T) {
	const path = "testdata/far.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []txtar.File
	want := map[string]string{}
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) == ".want" {
			want[f.Name] = string(f.Data)
		}
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) == ".want" {
			continue
		}
		write(t, filepath.Join(dir, f.Name), string(f.Data))
		far, err := LoadFar(f.Name, Options{Cwd: dir, CheckStep: knownStep, CheckSocketStep: knownStep})
		got := ""
		if far != nil {
			got = describeFar(far.Ends) + describeFar(far.WebSockets) + describeCentre(far.Centre) + describeServers(far.Servers)
		}
		if err != nil {
			got = describe(dir, nil, err)
		}
		out = append(out, f, txtar.File{Name: f.Name + ".want", Data: []byte(got)})
		if diff := cmp.Diff(want[f.Name+".want"], got); diff != "" && !*update {
			t.Errorf("%s: wanted -, got +\n%s", f.Name, diff)
		}
	}
	if *update {
		archive.Files = out
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := LoadFar("gone.yaml", Options{Cwd: dir}); err == nil {
		t.Error("a file that does not exist was loaded")
	}
}

// TestExamplesFitSchemas applies the schemas to every configuration that is shipped as an example.
func TestExamplesFitSchemas(t *testing.T) {
	err := filepath.WalkDir("examples", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name := ""
		switch base := filepath.Base(path); {
		case base == "voxemu.yaml" || base == "voxemu.yml":
			name = schema.Voxemu
		case filepath.Ext(base) == ".yaml" && (base == "far.yaml" || filepath.Ext(base[:len(base)-len(".yaml")]) == ".far"):
			name = schema.Far
		default:
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, problems := yamlConfig(&source{file: path, text: string(text)}, name); len(problems) > 0 {
			t.Error(problems)
		}
		return nil
	})
	if err != nil && !os.IsNotExist(err) {
		t.Error(err)
	}
}

// TestSchemasAreValid compiles each schema and applies it to the smallest file.
func TestSchemasAreValid(t *testing.T) {
	for name, text := range map[string]string{schema.Voxemu: "{}", schema.Far: "{}", schema.Rules: "[]", schema.Application: `{"applicationName": "a"}`} {
		src := &source{file: name, text: text}
		root, problem := parseJSON(src)
		if problem != nil {
			t.Fatal(problem)
		}
		if problems := validate(name, src, root); len(problems) > 0 {
			t.Error(problems)
		}
	}
	if problems := validate("gone.json", &source{}, &node{}); len(problems) != 1 || problems[0].Exit != 3 {
		t.Errorf("an unknown schema: %v", problems)
	}
}

func describeServers(s Servers) string {
	text := ""
	for i, list := range [][]Server{s.Streams, s.Mail, s.Recognisers} {
		for _, server := range list {
			text += fmt.Sprintf("%s %s %+v at %s\n", serverKeys()[i], server.Pattern, server.Behaviour, server.Pos)
		}
	}
	return text
}

// Servers of the file of far ends go before those of the project.
func TestServicesOfTwoFiles(t *testing.T) {
	project := Servers{
		Streams:     []Server{{Pattern: "rtmp://*"}},
		Mail:        []Server{{Pattern: "*", Behaviour: service.Behaviour{Refused: true, Code: 550}}},
		Recognisers: []Server{{Pattern: "*"}},
	}
	first := Servers{Mail: []Server{{Pattern: "mail.example.com"}}}
	all := project.Services(first)
	for name, refused := range map[string]bool{"mail.example.com": false, "smtp.example.com": true} {
		if b, ok := all.Mail.Find(name); !ok || b.Refused != refused {
			t.Errorf("%s: %+v, %v", name, b, ok)
		}
	}
	if all.Streams.Len() != 1 || all.Recognisers.Len() != 1 || all.Mail.Len() != 2 {
		t.Errorf("got %+v", all)
	}
}
