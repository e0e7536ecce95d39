/**
 * CAVE makes longer names of it, for which PostgreSQL has 63 bytes: it refuses `idx_NAME_post_pt_position` when half of the table is made,
 * and cuts `ix_NAME__test_<point>_root_id`, which must still tell tables apart.
 */
export const longestTableName = 40
