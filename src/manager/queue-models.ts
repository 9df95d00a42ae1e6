import type { JobsModel } from '../ui/jobs-model';
import type { BulkModel } from './bulk-model';
import type { HandoffsModel } from './handoffs-model';
import type { LineModel } from './line-model';
import type { ReportsModel } from './reports-model';
import type { StraysModel } from './strays-model';

/** All that the page of jobs works with. */
export interface QueueModels {
  readonly jobs: JobsModel;
  readonly bulk: BulkModel;
  readonly line: LineModel;
  readonly reports: ReportsModel;
  readonly strays: StraysModel;
  readonly handoffs: HandoffsModel;
}
