import {
  ICommandService,
  IUniverInstanceService,
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  Univer,
  UniverInstanceType,
} from "@univerjs/core";
import type { IExecutionOptions, Injector, IWorkbookData, Workbook, Worksheet } from "@univerjs/core";
import { CalculationMode, UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import enUS from "@univerjs/preset-sheets-core/lib/es/locales/en-US.js";
import { defaultTheme } from "@univerjs/themes";
import "@univerjs/preset-sheets-core/lib/index.css";
import { GridError } from "../grid";

/** Univer as the rest of this folder sees it: one workbook at a time, synchronous commands. */
export interface UniverApp {
  readonly injector: Injector;
  /** Resolves when the first workbook is drawn; before that, formulas are not evaluated. */
  whenReady(): Promise<void>;
  workbook(): Workbook;
  sheet(sheetId: string): Worksheet;
  open(data: Partial<IWorkbookData>): void;
  /** Runs a command now; `false` when it declined. */
  run(commandId: string, params: object, options?: IExecutionOptions): boolean;
  dispose(): void;
}

/** Starts Univer in `container` with its own toolbar put away: the page around it has the ribbon. */
export function startUniver(container: HTMLElement): UniverApp {
  const univer = new Univer({
    theme: defaultTheme,
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: enUS },
    logLevel: LogLevel.WARN,
  });
  const preset = UniverSheetsCorePreset({
    container,
    header: true,
    toolbar: false,
    formulaBar: true,
    footer: { sheetBar: true, statisticBar: true, menus: false, zoomSlider: true },
    disableTextFormatAlert: true,
    disableTextFormatMark: true,
    // What has to run when a file is opened is decided by this project (Excel's rules), not by "has no value".
    formula: { initialFormulaComputing: CalculationMode.NO_CALCULATION },
  });
  for (const plugin of preset.plugins) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
    else univer.registerPlugin(plugin);
  }
  const injector = univer.__getInjector();
  const commands = injector.get(ICommandService);
  const instances = injector.get(IUniverInstanceService);

  const workbook = (): Workbook => {
    const [current] = instances.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET);
    if (current === undefined) throw new GridError("ItemNotFound", "No workbook is open.");
    return current;
  };
  return {
    injector,
    whenReady: () => injector.get(LifecycleService).onStage(LifecycleStages.Rendered),
    workbook,
    sheet(sheetId) {
      const sheet = workbook().getSheetBySheetId(sheetId);
      if (!sheet) throw new GridError("ItemNotFound", `There is no sheet with the id ${sheetId}.`);
      return sheet;
    },
    open(data) {
      for (const unit of instances.getAllUnitsForType<Workbook>(UniverInstanceType.UNIVER_SHEET)) {
        instances.disposeUnit(unit.getUnitId());
      }
      univer.createUnit<Partial<IWorkbookData>, Workbook>(UniverInstanceType.UNIVER_SHEET, data);
    },
    run: (commandId, params, options) => commands.syncExecuteCommand(commandId, params, options),
    dispose: () => univer.dispose(),
  };
}
