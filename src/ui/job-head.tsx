interface JobHeadProps {
  readonly title: string;
  /** What of the video it is: quality and codecs. */
  readonly label: string;
  /** Both, in one line. */
  readonly name: string;
}

/** What a job is, at the top of its card. */
export const JobHead = ({ title, label, name }: JobHeadProps) => (
  <div class="job-head">
    <h3 class="job-title" title={name}>
      <bdi>{title}</bdi>
    </h3>
    <p class="job-what" title={label}>
      <bdi>{label}</bdi>
    </p>
  </div>
);
