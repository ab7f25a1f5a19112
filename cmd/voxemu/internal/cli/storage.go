package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"voxemu/runtime/diag"
	"voxemu/scenarios"
	"voxemu/storage"
	"voxemu/storage/sqlite"
)

// storageFlags are those of every storage command.
type storageFlags struct {
	file, app string
	json      bool
}

func newStorage(env *Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "storage",
		Short: "Look into ApplicationStorage, and change it",
		Long: `Look into ApplicationStorage, and change it. get and keys work beside a running voxemu; put and rm need the database for
themselves. What has expired is judged by the time of the last session that wrote.`,
		Example: `  voxemu storage get totalCalls --storage shop/.voxemu/voxemu.db
  voxemu storage keys order --app shop
  voxemu storage put order:15550100 15550500 --ttl 3600`,
		Args: noSuchCommand,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	f := &storageFlags{}
	flags := cmd.PersistentFlags()
	flags.StringVar(&f.file, "storage", filepath.Join(".voxemu", "voxemu.db"), "the database `file`")
	flags.StringVar(&f.app, "app", scenarios.DefaultName, "the `name` of the application whose pairs are meant")
	flags.BoolVar(&f.json, "json", false, "print JSON")
	cmd.AddCommand(
		&cobra.Command{Use: "get KEY", Short: "Print the value of a key", Args: exactly("KEY"), RunE: f.get(env)},
		&cobra.Command{Use: "keys [NAMESPACE]", Short: "List the keys", Args: atMost(1), RunE: f.keys(env)},
		f.newPut(env),
		&cobra.Command{Use: "rm KEY", Short: "Remove a key", Args: exactly("KEY"), RunE: f.remove(env)},
	)
	return cmd
}

// read opens the database next to a possible owner, carries out one request and closes it.
func (f *storageFlags) read(ctx context.Context, env *Env, op storage.Op) (storage.Result, error) {
	r, err := sqlite.OpenReadOnly(env.path(f.file))
	if err != nil {
		return storage.Result{}, err
	}
	defer r.Close()
	// Expiry is judged by the clock of the last session that wrote: it may be ahead of ours or behind.
	if op.Now, err = r.Latest(ctx); err != nil {
		return storage.Result{}, err
	}
	op.App = f.app
	res := storage.Wait(ctx, r, op)
	return res, res.Err
}

// write opens the database as its owner, carries out one request and closes it.
func (f *storageFlags) write(ctx context.Context, env *Env, op storage.Op) (storage.Result, error) {
	s, err := sqlite.Open(sqlite.Options{Path: env.path(f.file)})
	if err != nil {
		return storage.Result{}, err
	}
	defer s.Close() // a second Close does nothing
	start, err := clockStart(ctx, "", s, env.Now)
	if err != nil {
		return storage.Result{}, err
	}
	op.App, op.Now = f.app, int64(start)
	res := storage.Wait(ctx, s, op)
	if res.Err != nil {
		return res, res.Err
	}
	return res, s.Close()
}

func (f *storageFlags) get(env *Env) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		res, err := f.read(cmd.Context(), env, storage.Op{Kind: storage.Get, Key: args[0]})
		return f.answer(env, args[0], res, err, func() error {
			_, err := fmt.Fprintln(env.Stdout, res.Entry.Value)
			return err
		})
	}
}

// answer writes the entry of one key for tools, or has it written for people.
func (f *storageFlags) answer(env *Env, key string, res storage.Result, err error, people func() error) error {
	switch {
	case err != nil:
		return err
	case !res.Found:
		return f.absent(env, key)
	case f.json:
		return writeJSON(env.Stdout, entryJSON(res.Entry))
	}
	return people()
}

// absent says that a key isn't there: null for tools.
func (f *storageFlags) absent(env *Env, key string) error {
	if f.json {
		if err := writeJSON(env.Stdout, nil); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(env.Stderr, "application %q has no key %q\n", f.app, key); err != nil {
		return err
	}
	return exit(diag.ExitFailed)
}

func (f *storageFlags) keys(env *Env) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		op := storage.Op{Kind: storage.Keys, Count: 1<<31 - 1}
		if len(args) > 0 {
			op.Pattern = args[0]
		}
		res, err := f.read(cmd.Context(), env, op)
		if err != nil {
			return err
		}
		if f.json {
			return writeJSON(env.Stdout, append([]string{}, res.Keys...))
		}
		for _, k := range res.Keys {
			if _, err := fmt.Fprintln(env.Stdout, k); err != nil {
				return err
			}
		}
		return nil
	}
}

func (f *storageFlags) newPut(env *Env) *cobra.Command {
	var ttl float64
	cmd := &cobra.Command{Use: "put KEY VALUE", Short: "Store a value under a key", Args: exactly("KEY", "VALUE")}
	cmd.Flags().Float64Var(&ttl, "ttl", storage.DefaultTTL, "lifetime in `seconds`")
	cmd.Flags().Lookup("ttl").DefValue = strconv.Itoa(storage.DefaultTTL)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		life, err := storage.Lifetime(ttl)
		if err != nil {
			return err
		}
		res, err := f.write(cmd.Context(), env, storage.Op{Kind: storage.Put, Key: args[0], Value: args[1], TTL: life})
		if err != nil || !f.json {
			return err
		}
		return writeJSON(env.Stdout, entryJSON(res.Entry))
	}
	return cmd
}

func (f *storageFlags) remove(env *Env) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		res, err := f.write(cmd.Context(), env, storage.Op{Kind: storage.Remove, Key: args[0]})
		return f.answer(env, args[0], res, err, func() error { return nil })
	}
}

type entry struct {
	Key      string `json:"key"`
	Value    string `json:"value"`
	ExpireAt int64  `json:"expireAt"`
}

func entryJSON(e storage.Entry) entry { return entry{e.Key, e.Value, e.ExpireAt} }

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
