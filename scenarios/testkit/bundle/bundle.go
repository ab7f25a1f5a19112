// Package bundle makes one script of a test file and all that it imports: other files, npm packages, JSON and texts.
package bundle

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"voxemu/runtime/diag"
)

// Bundle is a test file that is ready to be compiled.
type Bundle struct {
	// Text is the script, and Map its source map.
	Text, Map string
	// Files are the absolute paths of all files in it, the test file among them.
	Files []string
}

// Options say how files are named and found.
type Options struct {
	// Dir is the absolute path of the folder that the names of files in places are relative to.
	Dir string
	// Modules are the texts of the modules that are ours, by name, such as "voxemu/test".
	Modules map[string]string
}

const ours = "voxemu"

// File bundles a test file. What is wrong with it, or with what it imports, comes back as problems with their places.
func File(path string, o Options) (*Bundle, []*diag.Problem) {
	all, errors := build([]string{path}, o)
	if len(errors) > 0 {
		var problems []*diag.Problem
		for _, m := range errors {
			problems = append(problems, problem(path, o.Dir, m))
		}
		return nil, problems
	}
	return all[path], nil
}

// Folder bundles test files of one folder, so that the folder and what they have in common are read once. It gives the bundles by path,
// each as [File] would make it; none if anything is wrong with one: [File] tells what.
func Folder(paths []string, o Options) map[string]*Bundle {
	all, _ := build(paths, o)
	return all
}

// build bundles files of one folder.
func build(paths []string, o Options) (map[string]*Bundle, []api.Message) {
	entries := make([]api.EntryPoint, len(paths))
	for i, path := range paths {
		entries[i] = api.EntryPoint{InputPath: path, OutputPath: output(i)}
	}
	result := api.Build(api.BuildOptions{
		EntryPointsAdvanced: entries, AbsWorkingDir: o.Dir, Write: false,
		Outdir: filepath.Dir(paths[0]), // where the paths of the source map are seen from
		Bundle: true, Format: api.FormatIIFE, Platform: api.PlatformNeutral, MainFields: []string{"module", "main"}, Conditions: []string{"import", "module", "default"},
		Target: api.ES2022, Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentInclude, Charset: api.CharsetUTF8, Metafile: true,
		LogLevel: api.LogLevelSilent, Plugins: []api.Plugin{modules(o.Modules)},
		Loader: map[string]api.Loader{".txt": api.LoaderText, ".xml": api.LoaderText, ".csv": api.LoaderText, ".md": api.LoaderText},
	})
	if len(result.Errors) > 0 {
		return nil, result.Errors
	}
	texts := map[string]string{}
	for _, f := range result.OutputFiles {
		texts[filepath.Base(f.Path)] = string(f.Contents)
	}
	meta := read(result.Metafile)
	all := map[string]*Bundle{}
	for i, path := range paths {
		name := output(i) + ".js"
		all[path] = &Bundle{Text: texts[name], Map: texts[name+".map"], Files: meta.inputs(name, o.Dir)}
	}
	return all, nil
}

// output is the name of the bundle of an entry point.
func output(i int) string { return fmt.Sprintf("tests%d", i) }

// metafile is esbuild's description of bundles: which file imports what, and which is the first of a bundle.
type metafile struct {
	Inputs map[string]struct {
		Imports []struct {
			Path string `json:"path"`
		} `json:"imports"`
	} `json:"inputs"`
	Outputs map[string]struct {
		EntryPoint string `json:"entryPoint"`
	} `json:"outputs"`
}

func read(text string) *metafile {
	m := new(metafile)
	_ = json.Unmarshal([]byte(text), m) // esbuild's own
	return m
}

// inputs returns the paths of the files that a bundle is made from, without modules of ours.
func (m *metafile) inputs(output, dir string) []string {
	var names []string
	for path, o := range m.Outputs {
		if filepath.Base(path) == output {
			names = append(names, o.EntryPoint)
		}
	}
	seen := map[string]bool{}
	var files []string
	for len(names) > 0 {
		name := names[len(names)-1]
		names = names[:len(names)-1]
		in, ok := m.Inputs[name]
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		if !strings.HasPrefix(name, ours+":") {
			files = append(files, filepath.Join(dir, filepath.FromSlash(name)))
		}
		for _, one := range in.Imports {
			names = append(names, one.Path)
		}
	}
	slices.Sort(files)
	return files
}

// modules resolves the names of our modules.
func modules(texts map[string]string) api.Plugin {
	return api.Plugin{Name: ours, Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: `^(voxemu(/.*)?|node:.*)$`}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if _, ok := texts[a.Path]; ok {
				return api.OnResolveResult{Path: a.Path, Namespace: ours}, nil
			}
			if strings.HasPrefix(a.Path, "node:") {
				return api.OnResolveResult{}, fmt.Errorf("%s is a module of Node: tests run in voxemu, which has none of them", a.Path)
			}
			return api.OnResolveResult{}, fmt.Errorf("there is no module %s: tests import 'voxemu/test'", a.Path)
		})
		b.OnLoad(api.OnLoadOptions{Filter: `.*`, Namespace: ours}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			text := texts[a.Path]
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
	}}
}

// problem turns a complaint of esbuild's into one of ours.
func problem(path, dir string, m api.Message) *diag.Problem {
	p := &diag.Problem{Code: diag.CodeSyntax, Message: m.Text, Pos: diag.Pos{File: shown(path, dir)}, Exit: diag.ExitFailed}
	if l := m.Location; l != nil {
		p.Pos = diag.Pos{File: filepath.ToSlash(l.File), Line: l.Line, Column: len([]rune(l.LineText[:min(l.Column, len(l.LineText))])) + 1}
		if text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(l.File))); err == nil { // else without the code around it
			p.Source = string(text)
		}
	}
	if name, ok := strings.CutPrefix(m.Text, "Could not resolve "); ok {
		p.Message = "there is no " + name + " to import"
		if strings.HasPrefix(strings.Trim(name, `"`), ".") {
			p.Hint = "check the path: it is relative to the file that imports it"
		} else {
			p.Hint = "install it with npm, or write ./ before a file beside this one"
		}
	}
	return p
}

func shown(path, dir string) string {
	if rel, err := filepath.Rel(dir, path); err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}
