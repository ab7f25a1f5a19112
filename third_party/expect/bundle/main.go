// Bundle makes one file of an entry point and the npm packages it imports.
//
//	go run ./third_party/expect/bundle ENTRY NODE_MODULES OUT
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "use: bundle ENTRY NODE_MODULES OUT")
		os.Exit(2)
	}
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{os.Args[1]}, NodePaths: []string{os.Args[2]}, Outfile: os.Args[3], Write: true, LogLevel: api.LogLevelWarning,
		Bundle: true, Format: api.FormatIIFE, Platform: api.PlatformNeutral, MainFields: []string{"module", "main"}, Target: api.ES2022,
		MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true, KeepNames: false, LegalComments: api.LegalCommentsNone, Charset: api.CharsetASCII,
		Plugins: []api.Plugin{withoutProperties},
		Define:  map[string]string{"process": `{"env":{"NO_COLOR":"1"},"argv":[]}`},
	})
	if len(result.Errors) > 0 {
		os.Exit(1)
	}
}

// withoutProperties replaces a property of Unicode that goja's regular expressions don't know. It is part of a highlighter of source code,
// which nothing here calls.
var withoutProperties = api.Plugin{Name: "without-properties", Setup: func(b api.PluginBuild) {
	b.OnLoad(api.OnLoadOptions{Filter: `@vitest/utils/dist/.*\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		text, err := os.ReadFile(a.Path)
		if err != nil {
			return api.OnLoadResult{}, err
		}
		contents := strings.NewReplacer(`\p{ID_Continue}`, `\w`, `\p{ID_Start}`, `A-Za-z`).Replace(string(text))
		return api.OnLoadResult{Contents: &contents, Loader: api.LoaderJS}, nil
	})
}}
