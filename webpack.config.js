/* Two bundles: the add-in (dist/, what production serves) and the workbench (build/workbench/, for this machine only). */
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const HtmlPlugin = require("html-webpack-plugin");
const MiniCssExtractPlugin = require("mini-css-extract-plugin");
const TerserPlugin = require("terser-webpack-plugin");
const webpack = require("webpack");
const { generateCustomFunctionsMetadata } = require("custom-functions-metadata");
const { require: requireTypeScript } = require("tsx/cjs/api");

const { manifestFor, readBuildSettings } = requireTypeScript("./src/manifest.ts", __filename);
const buildSettings = readBuildSettings(process.env);

/** Writes functions.json from the declarations in functions.ts, completed from the catalogue. */
class FunctionsMetadataPlugin {
  apply(compiler) {
    const source = path.resolve(__dirname, "src/excel/functions/functions.ts");
    compiler.hooks.thisCompilation.tap("FunctionsMetadata", (compilation) => {
      compilation.hooks.processAssets.tapPromise("FunctionsMetadata", async () => {
        const { completeMetadata } = requireTypeScript("./src/excel/functions/metadata.ts", __filename);
        const generated = await generateCustomFunctionsMetadata(source);
        if (generated.errors.length > 0) throw new Error(`functions.json: ${generated.errors.join("; ")}`);
        const metadata = completeMetadata(JSON.parse(generated.metadataJson), { origin: buildSettings.origin });
        compilation.emitAsset("functions.json", new webpack.sources.RawSource(JSON.stringify(metadata)));
      });
    });
  }
}

const typescript = {
  test: /\.tsx?$/,
  exclude: /node_modules/,
  // `npm run types` checks the types of the whole project; checking them again here would double the build.
  use: { loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { noEmit: false } } },
};
const resolve = { extensions: [".tsx", ".ts", ".js"] };
const quiet = { performance: { hints: false }, stats: "errors-warnings", devtool: false };

/** What functions.js loads later: the pane, the way to the gateway, storage and spending, signing in, words for fields, lists. */
const laterRoots = {
  test: /src[\\/](taskpane[\\/]mount|excel[\\/](pane-parts|on-device|gateway-client|sign-in[\\/]open-sign-in|functions[\\/](field-rows|plan-list)))\.tsx?$/,
  layer: "later",
};

const addin = {
  ...quiet,
  name: "addin",
  target: ["web", "es2022"],
  entry: {
    functions: "./src/main.ts",
    "sign-in-page": "./src/sign-in.ts",
    // A layer of its own: what it uses of a library is neither in functions.js nor in the pane.
    usage: { import: "./src/usage.tsx", layer: "usage", filename: "usage.[contenthash:8].js" },
  },
  output: {
    path: path.resolve(__dirname, "dist"),
    filename: "[name].js",
    chunkFilename: "[name].[contenthash:8].js",
    publicPath: "/",
    clean: true,
    // Written anew also where nothing changed: whether a build is needed is told by the age of what it made.
    compareBeforeEmit: false,
  },
  resolve,
  module: { rules: [typescript, laterRoots] },
  // Modules that both need are in both, so that functions.js carries only what formulas use of them. So modules keep no state.
  experiments: { layers: true },
  optimization: {
    splitChunks: {
      name: (_module, chunks, group) => [...chunks.map(({ name }) => name).sort(), group].join("-"),
      cacheGroups: { defaultVendors: false, libraries: { test: /node_modules/ } },
    },
    // Half a kilobyte less in functions.js than Terser.
    minimizer: [
      new TerserPlugin({
        minify: TerserPlugin.swcMinify,
        extractComments: false,
        terserOptions: { compress: { passes: 3 }, mangle: true, format: { comments: "some" } },
      }),
    ],
  },
  plugins: [
    new FunctionsMetadataPlugin(),
    new HtmlPlugin({
      template: "src/taskpane.html",
      filename: "taskpane.html",
      scriptLoading: "blocking",
      inject: "head",
      chunks: ["functions"],
    }),
    new HtmlPlugin({ template: "src/usage.html", filename: "usage.html", scriptLoading: "defer", chunks: ["usage"] }),
    new HtmlPlugin({
      template: "src/sign-in.html",
      filename: "sign-in.html",
      chunks: ["sign-in-page"],
      scriptLoading: "defer",
    }),
    new CopyPlugin({
      patterns: [
        { from: "assets/icon*.png" },
        { from: "assets/help", to: "help" },
        {
          from: "manifest.xml",
          transform: (content) => manifestFor(content.toString(), buildSettings),
        },
      ],
    }),
  ],
};

const workbench = {
  ...quiet,
  name: "workbench",
  target: ["web", "es2022"],
  entry: { workbench: "./src/workbench/main.ts" },
  output: {
    path: path.resolve(__dirname, "build/workbench"),
    filename: "[name].js",
    chunkFilename: "[name].[contenthash:8].js",
    publicPath: "/workbench/",
    clean: true,
    // Written anew also where nothing changed: whether a build is needed is told by the age of what it made.
    compareBeforeEmit: false,
  },
  resolve,
  module: { rules: [typescript, { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] }] },
  optimization: {
    // Terser takes over a minute for the spreadsheet engine.
    minimizer: [new TerserPlugin({ minify: TerserPlugin.esbuildMinify, terserOptions: { legalComments: "none" } })],
  },
  plugins: [
    new MiniCssExtractPlugin({ filename: "[name].css" }),
    new HtmlPlugin({ template: "src/workbench/page.html", filename: "index.html", scriptLoading: "defer" }),
    // 75 hyphenation dictionaries, 5 MB that no cell needs; their loader accepts a module without exports.
    new webpack.NormalModuleReplacementPlugin(/^\.\/[a-z0-9-]+-[\w-]{8}\.js$/, (resource) => {
      if (/engine-render/.test(resource.context)) resource.request = "data:text/javascript,export {}";
    }),
  ],
};

module.exports = [addin, workbench];
